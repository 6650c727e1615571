package io.dbintel.streams.records;

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
public record PublishedText(
    long dbid, long queryid, CleanText text, CleanText summary, long fingerprint) {}
