package io.dbintel.streams.admin;

import io.dbintel.runtime.config.Setting;

/**
 * A token of the admin API; only its hash is configured.
 *
 * @param name who has it; the author of orders in the audit
 * @param role what may be done with it
 * @param sha256 SHA-256 of the token, in hexadecimal
 */
public record AdminTokenConfig(
    @Setting(
            description = "Who has it; the author of orders in dbintel.audit.",
            required = true,
            pattern = "[A-Za-z0-9._@-]{1,64}")
        String name,
    @Setting(description = "viewer, operator or admin.", required = true) Role role,
    @Setting(
            description =
                "SHA-256 of the token, in hexadecimal, as dbintel processors admin-token prints"
                    + " it.",
            required = true,
            pattern = "[0-9a-f]{64}")
        String sha256) {}
