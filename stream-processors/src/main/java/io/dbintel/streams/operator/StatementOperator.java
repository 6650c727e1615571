package io.dbintel.streams.operator;

/**
 * A decision about a statement row, on the hot path. It is pure: what it returns and emits depends
 * on its arguments alone; it has no clock, no I/O and no fields that change.
 *
 * @param <S> what it remembers about a row
 */
public interface StatementOperator<S> {

  /** Name of the operator, in lower case with hyphens; labels its metrics. */
  String name();

  /** Codec of its part of the row's value; null when it remembers nothing about a row. */
  PartCodec<S> part();

  /**
   * Whether it also sees rows that were skipped: unchanged ones, and those whose growth is not
   * known yet. Else it sees rows with growth only.
   */
  default boolean seesSkippedRows() {
    return false;
  }

  /**
   * Whether what it remembers of a row is kept although a full poll did not show the row. A row
   * that no operator keeps has left the view: all that is remembered of it is deleted.
   *
   * @param state what it remembers, not null
   * @param chunk covers the key of the row
   */
  default boolean keeps(S state, AdmittedChunk chunk) {
    return false;
  }

  /**
   * Decides about the row.
   *
   * @param prior what it remembered about the row; null at first
   * @return what to remember; null for nothing
   */
  S decide(S prior, StatementTurn turn);
}
