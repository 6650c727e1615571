package io.dbintel.collector.systems.mysql;

import io.dbintel.collector.jdbc.Loopback;
import io.dbintel.runtime.config.Setting;
import java.nio.file.Path;

/**
 * Protection of a database connection.
 *
 * @param mode as ssl-mode of the server's own clients; null for what {@link #modeFor} chooses
 * @param rootCertificate PEM file of the authority; null for the authorities that Java trusts
 * @param certificate PEM file of the client certificate; null for none
 * @param key file of the client key, PKCS-8 in PEM; null for none
 * @param minVersion lowest version of the protocol
 */
public record MysqlTlsConfig(
    @Setting(
            description =
                "As ssl-mode of the server's own clients. By default verify-identity, which checks"
                    + " authority and host name, and preferred for a loopback address.",
            pattern = "disabled|preferred|required|verify-ca|verify-identity")
        String mode,
    @Setting(
            description =
                "PEM file of the certificate authority; by default the authorities that Java"
                    + " trusts.")
        Path rootCertificate,
    @Setting(description = "PEM file of the client certificate.") Path certificate,
    @Setting(description = "PEM file of the client key, PKCS-8.") Path key,
    @Setting(
            description = "Lowest version of TLS.",
            defaultValue = "TLSv1.2",
            pattern = "TLSv1\\.[23]")
        String minVersion) {

  static final String DISABLED = "disabled";
  static final String PREFERRED = "preferred";

  /**
   * @throws IllegalArgumentException when only one of certificate and key is given
   */
  public MysqlTlsConfig {
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException(
          "tls.certificate and tls.key together, or neither; one of them is missing");
    }
  }

  /**
   * The mode for a host: a connection that leaves the machine is verified unless told otherwise.
   */
  public String modeFor(String host) {
    if (mode != null) {
      return mode;
    }
    return Loopback.is(host) ? PREFERRED : "verify-identity";
  }
}
