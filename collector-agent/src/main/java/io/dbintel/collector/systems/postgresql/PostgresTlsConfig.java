package io.dbintel.collector.systems.postgresql;

import io.dbintel.runtime.config.Setting;
import java.nio.file.Path;

/**
 * Protection of a database connection.
 *
 * @param mode as sslmode of libpq
 * @param rootCertificate PEM file of the authority; null for the default of the driver
 * @param certificate PEM file of the client certificate; null for none
 * @param key PKCS-8 file of the client key; null for none
 */
public record PostgresTlsConfig(
    @Setting(
            description = "As sslmode of libpq; verify-full checks authority and host name.",
            defaultValue = "prefer",
            pattern = "disable|prefer|require|verify-ca|verify-full")
        String mode,
    @Setting(description = "PEM file of the certificate authority.") Path rootCertificate,
    @Setting(description = "PEM file of the client certificate.") Path certificate,
    @Setting(description = "PKCS-8 file of the client key.") Path key) {}
