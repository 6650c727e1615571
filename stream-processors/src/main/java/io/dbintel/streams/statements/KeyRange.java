package io.dbintel.streams.statements;

/**
 * The half-open range of keys that a chunk of a full poll covers.
 *
 * @param from first key covered; null from the lowest
 * @param to first key not covered; null to the highest
 */
public record KeyRange(StatementKey from, StatementKey to) {

  /** All keys of an instance. */
  public static final KeyRange ALL = new KeyRange(null, null);

  /** Whether the key lies in the range. */
  public boolean contains(StatementKey key) {
    return (from == null || from.compareTo(key) <= 0) && (to == null || key.compareTo(to) < 0);
  }
}
