package io.dbintel.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key with a certificate that it signed itself, valid for the loopback address and {@code
 * localhost}; its certificate file is the CA file that trusts it. Made by the JDK's keytool.
 */
public final class SelfSigned {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path certificateFile;
  private final Path keyFile;
  private final KeyStore keys;

  private SelfSigned(Path certificateFile, Path keyFile, KeyStore keys) {
    this.certificateFile = certificateFile;
    this.keyFile = keyFile;
    this.keys = keys;
  }

  /**
   * Makes one.
   *
   * @param directory gets {@code name.crt} and {@code name.key}, in PEM
   * @param name common name of the certificate
   */
  public static SelfSigned create(Path directory, String name) throws Exception {
    return create(directory, name, "dns:localhost,ip:127.0.0.1");
  }

  /**
   * As {@link #create(Path, String)}, for other hosts.
   *
   * @param names subject alternative names as keytool takes them, for example {@code
   *     dns:db.example}
   */
  public static SelfSigned create(Path directory, String name, String names) throws Exception {
    Path store = directory.resolve(name + ".p12");
    keytool(store, name, names);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    Path certificate = directory.resolve(name + ".crt");
    Path key = directory.resolve(name + ".key");
    Files.writeString(certificate, pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
    Files.writeString(key, pem("PRIVATE KEY", keys.getKey(name, PASSWORD).getEncoded()));
    return new SelfSigned(certificate, key, keys);
  }

  /** The certificate in PEM. */
  public Path certificateFile() {
    return certificateFile;
  }

  /** The private key in PEM, PKCS #8, not encrypted. */
  public Path keyFile() {
    return keyFile;
  }

  /**
   * A TLS context that shows this certificate.
   *
   * @param trusted whose certificate a peer must show, where one is asked for
   */
  SSLContext context(SelfSigned trusted) {
    try {
      KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
      own.init(keys, PASSWORD);
      TrustManagerFactory peers = TrustManagerFactory.getInstance("PKIX");
      KeyStore trust = KeyStore.getInstance("PKCS12");
      trust.load(null, null);
      String alias = trusted.keys.aliases().nextElement();
      trust.setCertificateEntry(alias, trusted.keys.getCertificate(alias));
      peers.init(trust);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own.getKeyManagers(), peers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no TLS context from a certificate made by keytool", e);
    }
  }

  private static void keytool(Path store, String name, String names) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + names,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said =
        new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool made no key: " + said);
    }
  }

  private static String pem(String type, byte[] content) {
    String base64 =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
  }
}
