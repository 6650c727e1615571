package io.dbintel.streams.operator;

/**
 * A decision about a statement row, on the hot path. It is pure: what it returns and tells depends
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
   * Decides about the row, and emits it, holds it, or leaves it to the next operator.
   *
   * @param prior what it remembered about the row; null at first
   * @return what to remember; null for nothing
   */
  S decide(S prior, StatementTurn turn);
}
