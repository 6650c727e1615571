package io.dbintel.streams.operator;

import io.dbintel.streams.statements.StatementDelta;

/**
 * What became of one row of a chunk.
 *
 * @param delta its growth; null when there is none to tell
 * @param named true when it left under its own name
 * @param held why it did not; null when it did
 */
public record RowOutcome(StatementDelta delta, boolean named, String held) {}
