package io.dbintel.streams.processors;

import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.KeyedOperator;
import io.dbintel.streams.operator.KeyedReader;
import io.dbintel.streams.operator.KeyedState;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Owns the stores of the keyed operators, and runs these operators. */
final class KeyedStores implements KeyedReader {
  private final List<KeyedOperator<?, ?>> operators;
  private final Map<String, KeyedValues> byStore = new TreeMap<>();

  /**
   * Opens the operators' stores.
   *
   * @param stores finds a store by its name
   */
  KeyedStores(
      List<KeyedOperator<?, ?>> operators, Function<String, KeyValueStore<Bytes, byte[]>> stores) {
    this.operators = operators;
    for (KeyedOperator<?, ?> operator : operators) {
      String name = operator.state().store();
      if (byStore.put(name, new KeyedValues(stores.apply(name))) != null) {
        throw new IllegalArgumentException(
            "store " + name + " is duplicated; expected a store for each keyed operator");
      }
    }
  }

  /** Begins a turn of the instance whose hash is {@code prefix}. */
  void begin(byte[] prefix) {
    for (KeyedValues values : byStore.values()) {
      values.begin(prefix);
    }
  }

  @Override
  public <K, S> S read(KeyedState<K, S> state, K key) {
    KeyedValues values = byStore.get(state.store());
    if (values == null) {
      throw new IllegalStateException(
          "no keyed operator of the topology has store "
              + state.store()
              + "; known are "
              + byStore.keySet()
              + "; add the operator to the list");
    }
    return values.read(state, key);
  }

  /** Lets every operator decide about the keys that the record concerns. */
  void decide(InstanceTurn turn, OperatorCounts counts) {
    for (KeyedOperator<?, ?> operator : operators) {
      decide(operator, turn, counts);
    }
  }

  private <K, S> void decide(
      KeyedOperator<K, S> operator, InstanceTurn turn, OperatorCounts counts) {
    KeyedValues values = byStore.get(operator.state().store());
    turn.requests().by(operator.name());
    for (K key : operator.keys(turn)) {
      values.decide(operator, key, turn);
      Held.report(operator.name(), turn, counts);
    }
  }

  /** Forgets what is no longer used, as far as the operators ask for it with this record. */
  void sweep(InstanceTurn turn) {
    for (KeyedOperator<?, ?> operator : operators) {
      int count = operator.sweep(turn);
      if (count > 0) {
        byStore.get(operator.state().store()).sweep(operator, count, turn);
      }
    }
  }

  /** Forgets everything about the instance. */
  void forget() {
    byStore.values().forEach(KeyedValues::forget);
  }

  /** Writes what changed in the turn. */
  void write() {
    byStore.values().forEach(KeyedValues::write);
  }
}
