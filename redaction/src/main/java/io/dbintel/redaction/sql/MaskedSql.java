package io.dbintel.redaction.sql;

/**
 * The text of a statement without its literals.
 *
 * @param text the statement in the conventions of the profile
 * @param truncated whether it ends inside a literal, comment or quoted identifier
 * @param malformed whether some of it could be read in two ways, or not at all, and was masked
 */
public record MaskedSql(String text, boolean truncated, boolean malformed) {}
