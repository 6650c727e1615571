package io.dbintel.streams.records;

/**
 * A text that an agent published.
 *
 * @param key leading bytes of the keys of the statements that have it, behind the hash of the
 *     instance; not to be changed
 * @param text the text
 */
@SuppressWarnings("ArrayRecordComponent")
public record PublishedText(byte[] key, StatementText text) {}
