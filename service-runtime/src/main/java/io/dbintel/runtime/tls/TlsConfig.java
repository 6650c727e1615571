package io.dbintel.runtime.tls;

import io.dbintel.runtime.config.Setting;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * TLS to an https destination. The destination's certificate and its host name are always verified;
 * what is not signed by a public authority needs a caFile.
 *
 * @param caFile authorities to trust instead of those of the JVM, PEM
 * @param certificateFile certificate chain to show to the destination, PEM
 * @param keyFile its private key, PEM, PKCS #8, not encrypted
 * @param minVersion lowest version of the protocol
 */
public record TlsConfig(
    @Setting(description = "Authorities to trust instead of those of the JVM, a PEM file.")
        Optional<Path> caFile,
    @Setting(description = "Certificate chain to show to the destination, a PEM file.")
        Optional<Path> certificateFile,
    @Setting(description = "Its private key, a PEM file (PKCS #8, not encrypted).")
        Optional<Path> keyFile,
    @Setting(description = "Lowest TLS version: tls1_2 or tls1_3.", defaultValue = "tls1_2")
        Version minVersion) {

  /** A version of the protocol. */
  public enum Version {
    TLS1_2,
    TLS1_3
  }

  /** The authorities of the JVM, no client certificate. */
  public static final TlsConfig DEFAULT =
      new TlsConfig(Optional.empty(), Optional.empty(), Optional.empty(), Version.TLS1_2);

  /**
   * Reads the files once, so that one that cannot be used is found at start.
   *
   * @throws IllegalArgumentException naming the setting and the file that cannot be used
   */
  public TlsConfig {
    if (certificateFile.isPresent() != keyFile.isPresent()) {
      throw new IllegalArgumentException(
          "tls.certificateFile and tls.keyFile together, or neither; one of them is missing");
    }
    TlsContext.read(caFile, certificateFile, keyFile);
  }

  /**
   * A context from what the files hold now.
   *
   * @throws IllegalArgumentException naming the setting and the file that cannot be used
   */
  public SSLContext context() {
    return TlsContext.read(caFile, certificateFile, keyFile);
  }

  /** The versions to offer. */
  public SSLParameters parameters() {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(
        minVersion == Version.TLS1_3
            ? new String[] {"TLSv1.3"}
            : new String[] {"TLSv1.3", "TLSv1.2"});
    return parameters;
  }
}
