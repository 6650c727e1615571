package io.dbintel.streams.verification;

import io.dbintel.redaction.verify.CleanText;

/**
 * The text of a statement.
 *
 * @param dbid database object identifier
 * @param queryid query identifier
 * @param text statement text without literals
 * @param summary db.query.summary: operation and target, for example "SELECT orders"
 * @param fingerprint of the normalised text
 */
public record StatementText(
    long dbid, long queryid, CleanText text, CleanText summary, long fingerprint) {}
