package io.dbintel.streams.operator;

import io.dbintel.streams.statements.StatementDelta;

/**
 * What became of one row of a chunk.
 *
 * @param delta its growth; null when there is none
 * @param named whether it left under its own name
 * @param reason why it was skipped, or folded into the remainder; null when it was named
 */
public record RowOutcome(StatementDelta delta, boolean named, String reason) {}
