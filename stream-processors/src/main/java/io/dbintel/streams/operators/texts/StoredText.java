package io.dbintel.streams.operators.texts;

import io.dbintel.streams.records.StatementText;

/**
 * A text as remembered.
 *
 * @param published instance clock at its last publication, or up to an hour before, ms since the
 *     epoch
 * @param text the text
 */
public record StoredText(long published, StatementText text) {}
