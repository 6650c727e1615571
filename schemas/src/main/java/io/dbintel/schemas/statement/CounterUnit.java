package io.dbintel.schemas.statement;

/** What a statement counter counts. */
public enum CounterUnit {
  /** Things: calls, rows, blocks. */
  COUNT,
  /** Time, as int64 nanoseconds; PostgreSQL reports double milliseconds. */
  NANOSECONDS,
  /** Bytes. */
  BYTES
}
