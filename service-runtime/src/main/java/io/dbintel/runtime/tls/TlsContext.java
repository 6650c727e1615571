package io.dbintel.runtime.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS contexts made from PEM files. */
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
              ? own(certificateFile.get(), keyFile.get())
              : null,
          caFile.isPresent() ? trusted(caFile.get()) : null,
          null);
      return context;
    } catch (GeneralSecurityException | IOException unusable) {
      throw new IllegalArgumentException(
          "tls: a certificate and the key that belongs to it; they cannot be used: "
              + unusable.getClass().getSimpleName());
    }
  }

  private static KeyManager[] own(Path certificateFile, Path keyFile)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    store.setKeyEntry(
        "own",
        PemFiles.privateKey("tls.keyFile", keyFile),
        NO_PASSWORD,
        PemFiles.certificates("tls.certificateFile", certificateFile).toArray(Certificate[]::new));
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, NO_PASSWORD);
    return managers.getKeyManagers();
  }

  private static TrustManager[] trusted(Path caFile) throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    int number = 0;
    for (Certificate authority : PemFiles.certificates("tls.caFile", caFile)) {
      store.setCertificateEntry("ca" + number++, authority);
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    return managers.getTrustManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
