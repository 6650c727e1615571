package io.dbintel.collector.systems.postgresql;

import io.dbintel.collector.system.PollFailure;
import io.dbintel.runtime.tls.PemFiles;
import io.dbintel.runtime.tls.TlsContext;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.postgresql.ssl.WrappedFactory;

/**
 * Protects connections as {@link PostgresTlsConfig} says. The driver makes it by its class name and
 * checks the host name itself. Unlike the driver's own it knows keys in PEM, the authorities that
 * Java trusts, and a lowest version.
 */
public final class TlsSocketFactory extends WrappedFactory {

  /** Driver property with the lowest version; the driver ignores it. */
  static final String MIN_VERSION = "dbintel.tls.minVersion";

  private static final List<String> VERSIONS = List.of("TLSv1.2", "TLSv1.3");

  private final String[] protocols;

  /**
   * @param driver properties of the driver: sslmode, sslrootcert, sslcert, sslkey
   * @throws GeneralSecurityException with a {@link PollFailure} as its cause when a file is not
   *     usable
   */
  public TlsSocketFactory(Properties driver) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys(driver), trusted(driver), null);
    factory = context.getSocketFactory();
    int lowest = VERSIONS.indexOf(driver.getProperty(MIN_VERSION, VERSIONS.get(0)));
    protocols = VERSIONS.subList(lowest, VERSIONS.size()).toArray(String[]::new);
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    SSLSocket secured = (SSLSocket) super.createSocket(socket, host, port, autoClose);
    secured.setEnabledProtocols(protocols);
    return secured;
  }

  private static TrustManager[] trusted(Properties driver) throws GeneralSecurityException {
    String root = driver.getProperty("sslrootcert");
    if (root == null && !driver.getProperty("sslmode", "").startsWith("verify")) {
      return new TrustManager[] {new TrustsAnyone()};
    }
    // null: the authorities that Java trusts
    return root == null ? null : TlsContext.trusting(certificates("rootCertificate", root));
  }

  private static KeyManager[] keys(Properties driver) throws GeneralSecurityException {
    String certificate = driver.getProperty("sslcert");
    String key = driver.getProperty("sslkey");
    if (certificate == null && key == null) {
      return new KeyManager[0];
    }
    if (certificate == null || key == null) {
      throw unusable(
          key == null ? "key" : "certificate", "nothing", "both certificate and key", null);
    }
    return TlsContext.showing(privateKey(key), certificates("certificate", certificate));
  }

  private static List<Certificate> certificates(String setting, String file)
      throws GeneralSecurityException {
    List<Certificate> certificates;
    try {
      certificates = PemFiles.certificates(Files.readAllBytes(Path.of(file)));
    } catch (IOException | CertificateException e) {
      throw unusable(setting, file, "a readable file of certificates in PEM", e);
    }
    if (certificates.isEmpty()) {
      throw unusable(setting, file, "certificates in PEM", null);
    }
    return certificates;
  }

  private static PrivateKey privateKey(String file) throws GeneralSecurityException {
    byte[] encoded = pkcs8(file);
    try {
      return PemFiles.privateKey(encoded);
    } catch (InvalidKeySpecException e) {
      throw unusable("key", file, "an RSA, EC or Ed25519 key", null);
    }
  }

  private static byte[] pkcs8(String file) throws GeneralSecurityException {
    byte[] content;
    Optional<byte[]> pem;
    try {
      content = Files.readAllBytes(Path.of(file));
      pem = PemFiles.pkcs8(content);
    } catch (IOException | InvalidKeySpecException e) {
      throw unusable("key", file, "a readable PKCS-8 key in PEM or DER", e);
    }
    if (pem.isEmpty() && new String(content, StandardCharsets.ISO_8859_1).contains("-----BEGIN")) {
      throw unusable(
          "key",
          file,
          "an unencrypted PKCS-8 key, as openssl pkcs8 -topk8 -nocrypt -in " + file + " writes it",
          null);
    }
    return pem.orElse(content);
  }

  private static GeneralSecurityException unusable(
      String setting, String found, String expected, Exception cause) {
    GeneralSecurityException unusable = new GeneralSecurityException("instances[].tls." + setting);
    return (GeneralSecurityException)
        unusable.initCause(
            new PollFailure(
                "tls",
                "instances[].tls."
                    + setting
                    + " is "
                    + found
                    + ", which is of no use; expected "
                    + expected,
                true,
                cause));
  }

  /** For the modes that protect against listeners only. */
  private static final class TrustsAnyone implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      // nobody logs in here
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      // as the mode says
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
