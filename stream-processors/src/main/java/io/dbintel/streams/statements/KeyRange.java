package io.dbintel.streams.statements;

import io.dbintel.schemas.avro.StatementKeyRange;

/**
 * The half-open range of keys that a chunk of a full poll covers.
 *
 * @param from first key covered; null from the lowest
 * @param to first key not covered; null to the highest
 */
public record KeyRange(StatementKey from, StatementKey to) {

  /** The range of a chunk; null stays null. */
  public static KeyRange of(StatementKeyRange range) {
    if (range == null) {
      return null;
    }
    return new KeyRange(
        range.getFrom() == null ? null : StatementKey.of(range.getFrom()),
        range.getTo() == null ? null : StatementKey.of(range.getTo()));
  }

  /** True when the key lies in the range. */
  public boolean contains(StatementKey key) {
    return (from == null || from.compareTo(key) <= 0) && (to == null || key.compareTo(to) < 0);
  }
}
