package io.dbintel.streams.operator;

/**
 * A decision about an instance. It is pure: what it returns and emits depends on its arguments
 * alone; it has no clock, no I/O and no fields that change.
 *
 * @param <S> what it remembers about an instance; bounded, small
 */
public interface InstanceOperator<S> {

  /** Name of the operator, in lower case with hyphens; labels its metrics. */
  String name();

  /** Codec of its part of the instance's value; null when it remembers nothing. */
  PartCodec<S> part();

  /**
   * Whether the part is large and seldom needed: then it has a stored value of its own, read only
   * for records that this operator {@link #accepts}.
   */
  default boolean hasOwnValue() {
    return false;
  }

  /** Whether the part remains where everything else about the instance is forgotten. */
  default boolean outlivesForget() {
    return false;
  }

  /** Whether the record concerns the operator. */
  default boolean accepts(InstanceTurn turn) {
    return true;
  }

  /**
   * Decides before the record's statement rows are processed.
   *
   * @param prior what it remembered; null at first
   * @return what to remember; null for nothing
   */
  S decide(S prior, InstanceTurn turn);

  /** Decides after the record's statement rows were processed. */
  default S afterRows(S prior, InstanceTurn turn) {
    return prior;
  }
}
