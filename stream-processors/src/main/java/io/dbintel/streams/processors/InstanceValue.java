package io.dbintel.streams.processors;

import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.SectionedState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What is remembered of one instance, during one record. */
final class InstanceValue {
  private final String instance;
  private final SectionedState shared;
  private final Map<String, SectionedState> parts = new TreeMap<>();
  private final Function<String, SectionedState> reader;
  private final boolean isNew;
  private boolean forgotten;

  InstanceValue(String instance, SectionedState shared, Function<String, SectionedState> reader) {
    this.instance = instance;
    this.shared = shared;
    this.isNew = shared.isEmpty();
    this.reader = reader;
    parts.put(instance, shared);
  }

  <S> S get(InstanceOperator<S> operator) {
    return operator.part() == null ? null : state(operator).get(operator.part());
  }

  <S> void put(InstanceOperator<S> operator, S next) {
    if (operator.part() != null) {
      state(operator).put(operator.part(), next);
    }
  }

  /** Forgets the parts of all operators but those that outlive it. */
  void forget(List<InstanceOperator<?>> operators) {
    forgotten = true;
    for (InstanceOperator<?> operator : operators) {
      if (!operator.outlivesForget()) {
        put(operator, null);
      }
    }
  }

  /** Whether nothing was remembered of the instance before this record. */
  boolean isNew() {
    return isNew;
  }

  boolean forgotten() {
    return forgotten;
  }

  Map<String, SectionedState> parts() {
    return parts;
  }

  private SectionedState state(InstanceOperator<?> operator) {
    return operator.hasOwnValue()
        ? parts.computeIfAbsent(InstanceStore.ownKey(instance, operator.part().id()), reader)
        : shared;
  }
}
