package io.dbintel.collector.systems.postgresql;

import io.dbintel.collector.jdbc.Loopback;
import io.dbintel.runtime.config.Setting;
import java.nio.file.Path;

/**
 * Protection of a database connection.
 *
 * @param mode as sslmode of libpq; null for what {@link #modeFor} chooses
 * @param rootCertificate PEM file of the authority; null for the authorities that Java trusts
 * @param certificate PEM file of the client certificate; null for none
 * @param key file of the client key, PKCS-8 in PEM or DER; null for none
 * @param minVersion lowest version of the protocol
 */
public record PostgresTlsConfig(
    @Setting(
            description =
                "As sslmode of libpq. By default verify-full, which checks authority and host name,"
                    + " and prefer for a loopback address. A Unix socket needs none.",
            pattern = "disable|prefer|require|verify-ca|verify-full")
        String mode,
    @Setting(
            description =
                "PEM file of the certificate authority; by default the authorities that Java"
                    + " trusts.")
        Path rootCertificate,
    @Setting(description = "PEM file of the client certificate.") Path certificate,
    @Setting(description = "PKCS-8 file of the client key, PEM or DER.") Path key,
    @Setting(
            description = "Lowest version of TLS.",
            defaultValue = "TLSv1.2",
            pattern = "TLSv1\\.[23]")
        String minVersion) {

  /**
   * The mode for a host: a connection that leaves the machine is verified unless told otherwise.
   */
  public String modeFor(String host) {
    if (UnixSocketFactory.isDirectory(host)) {
      return "disable";
    }
    if (mode != null) {
      return mode;
    }
    return Loopback.is(host) ? "prefer" : "verify-full";
  }
}
