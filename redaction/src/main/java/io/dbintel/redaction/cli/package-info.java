/** The command {@code dbintel redact}. */
package io.dbintel.redaction.cli;
