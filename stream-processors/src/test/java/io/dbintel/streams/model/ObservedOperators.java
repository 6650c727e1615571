package io.dbintel.streams.model;

import io.dbintel.streams.Operators;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.KeyedOperator;
import io.dbintel.streams.operator.KeyedState;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.operator.StatementTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what reaches each operator, from outside: each is called through one that counts. */
public final class ObservedOperators {
  private final Map<String, Long> calls = new TreeMap<>();

  /** The same operators, each counted. */
  public Operators observe(Operators operators) {
    List<InstanceOperator<?>> instance = new ArrayList<>();
    operators.instance().forEach(operator -> instance.add(observed(operator)));
    List<KeyedOperator<?, ?>> keyed = new ArrayList<>();
    operators.keyed().forEach(operator -> keyed.add(observed(operator)));
    List<StatementOperator<?>> statement = new ArrayList<>();
    operators.statement().forEach(operator -> statement.add(observed(operator)));
    return new Operators(
        instance, keyed, statement, operators.texts(), operators.tenant(), operators.export());
  }

  /** How often the operator was asked to decide. */
  public long calls(String operator) {
    return calls.getOrDefault(operator, 0L);
  }

  /** Names of the operators that were asked. */
  public List<String> operators() {
    return List.copyOf(calls.keySet());
  }

  private void count(String operator) {
    calls.merge(operator, 1L, Long::sum);
  }

  private <S> InstanceOperator<S> observed(InstanceOperator<S> operator) {
    return new InstanceOperator<>() {
      @Override
      public String name() {
        return operator.name();
      }

      @Override
      public PartCodec<S> part() {
        return operator.part();
      }

      @Override
      public boolean hasOwnValue() {
        return operator.hasOwnValue();
      }

      @Override
      public boolean outlivesForget() {
        return operator.outlivesForget();
      }

      @Override
      public boolean accepts(InstanceTurn turn) {
        return operator.accepts(turn);
      }

      @Override
      public S decide(S prior, InstanceTurn turn) {
        count(operator.name());
        return operator.decide(prior, turn);
      }

      @Override
      public S afterRows(S prior, InstanceTurn turn) {
        return operator.afterRows(prior, turn);
      }
    };
  }

  private <K, S> KeyedOperator<K, S> observed(KeyedOperator<K, S> operator) {
    return new KeyedOperator<>() {
      @Override
      public String name() {
        return operator.name();
      }

      @Override
      public KeyedState<K, S> state() {
        return operator.state();
      }

      @Override
      public List<K> keys(InstanceTurn turn) {
        return operator.keys(turn);
      }

      @Override
      public S decide(K key, S prior, InstanceTurn turn) {
        count(operator.name());
        return operator.decide(key, prior, turn);
      }

      @Override
      public int sweep(InstanceTurn turn) {
        return operator.sweep(turn);
      }

      @Override
      public boolean keeps(S state, InstanceTurn turn) {
        return operator.keeps(state, turn);
      }
    };
  }

  private <S> StatementOperator<S> observed(StatementOperator<S> operator) {
    return new StatementOperator<>() {
      @Override
      public String name() {
        return operator.name();
      }

      @Override
      public PartCodec<S> part() {
        return operator.part();
      }

      @Override
      public boolean seesSkippedRows() {
        return operator.seesSkippedRows();
      }

      @Override
      public S decide(S prior, StatementTurn turn) {
        count(operator.name());
        return operator.decide(prior, turn);
      }
    };
  }
}
