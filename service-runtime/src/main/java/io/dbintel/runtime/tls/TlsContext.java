package io.dbintel.runtime.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS contexts made from PEM files, and the parts of one. */
public final class TlsContext {

  private static final char[] NO_PASSWORD = new char[0];

  private TlsContext() {}

  /**
   * Reads the files.
   *
   * @param caFile certificates of the authorities to trust, instead of the JVM's own
   * @param certificateFile certificate chain to show
   * @param keyFile private key of the first certificate in it
   * @throws IllegalArgumentException naming the setting and the file that cannot be used
   */
  public static SSLContext read(
      Optional<Path> caFile, Optional<Path> certificateFile, Optional<Path> keyFile) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          certificateFile.isPresent() && keyFile.isPresent()
              ? showing(
                  PemFiles.privateKey("tls.keyFile", keyFile.get()),
                  PemFiles.certificates("tls.certificateFile", certificateFile.get()))
              : null,
          caFile.isPresent() ? trusting(PemFiles.certificates("tls.caFile", caFile.get())) : null,
          null);
      return context;
    } catch (GeneralSecurityException unusable) {
      throw new IllegalArgumentException(
          "tls: a certificate and the key that belongs to it; they cannot be used: "
              + unusable.getClass().getSimpleName());
    }
  }

  /**
   * Shows a certificate to the other side.
   *
   * @param key private key of the first certificate
   * @param chain of certificates, the own one first
   * @throws GeneralSecurityException when they cannot be used together
   */
  public static KeyManager[] showing(PrivateKey key, List<Certificate> chain)
      throws GeneralSecurityException {
    KeyStore store = emptyStore();
    store.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, NO_PASSWORD);
    return managers.getKeyManagers();
  }

  /**
   * Trusts these authorities and no others.
   *
   * @throws GeneralSecurityException when one of them cannot be used
   */
  public static TrustManager[] trusting(List<Certificate> authorities)
      throws GeneralSecurityException {
    KeyStore store = emptyStore();
    for (Certificate authority : authorities) {
      store.setCertificateEntry("authority-" + store.size(), authority);
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    return managers.getTrustManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, null);
    } catch (IOException unexpected) {
      throw new KeyStoreException(unexpected);
    }
    return store;
  }
}
