package io.dbintel.streams.operator;

import java.util.List;

/**
 * A decision about something that has a key inside an instance, such as a text, a group of metric
 * series, a plan or a transaction. It is pure; the runtime loads and stores by key, in a store of
 * its own ({@link KeyedState}).
 *
 * @param <K> key within the instance
 * @param <S> what it remembers for a key
 */
public interface KeyedOperator<K, S> {

  /** Name of the operator, in lower case with hyphens; labels its metrics. */
  String name();

  /** Where and how its state is stored; other operators read it by this. */
  KeyedState<K, S> state();

  /** The keys that the record concerns, in the order in which they are decided; mostly none. */
  List<K> keys(InstanceTurn turn);

  /**
   * Decides about one key.
   *
   * @param prior what it remembered; null at first
   * @return what to remember; null for nothing
   */
  S decide(K key, S prior, InstanceTurn turn);

  /**
   * How many of the instance's stored values to look at with this record, going on where the last
   * look ended: forgetting what is no longer used costs a bounded amount of work. Asked after the
   * record's statement rows were processed.
   */
  default int sweep(InstanceTurn turn) {
    return 0;
  }

  /** Whether a value that a sweep looks at is kept. */
  default boolean keeps(S state, InstanceTurn turn) {
    return true;
  }
}
