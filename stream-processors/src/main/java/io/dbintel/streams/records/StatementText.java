package io.dbintel.streams.records;

import io.dbintel.redaction.verify.CleanText;

/**
 * The text of a statement.
 *
 * @param text statement text without literals
 * @param summary db.query.summary: operation and target, for example "SELECT orders"; null for none
 * @param fingerprint of the normalised text
 */
public record StatementText(CleanText text, CleanText summary, long fingerprint) {}
