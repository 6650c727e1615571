package io.dbintel.streams.findings;

/**
 * The text of a statement as it was remembered. Only the texts store makes one, and only verified
 * text gets into that store.
 *
 * @param text statement text without literals
 * @param summary db.query.summary; empty when there is none
 * @param fingerprint of the normalised text
 */
public record KnownText(String text, String summary, long fingerprint) {}
