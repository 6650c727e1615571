package io.dbintel.streams.operators.circuit;

import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.VerifiedRecord;

/**
 * Has the agents of an instance rest when their polls fail or are slow, when they send too much, or
 * when the database is in distress or will be soon; and lets them go on when a few polls were good
 * again. A break ends with the first record of the instance after it: agents publish an outcome
 * also for polls that they skip.
 *
 * <p>A forced state is kept until a person orders otherwise, or the instance is forgotten.
 */
public final class CircuitBreaker implements InstanceOperator<CircuitBreakerState> {
  private static final PartCodec<CircuitBreakerState> PART = new CircuitBreakerStateCodec();

  private final CircuitSettings settings;

  /** Decides as {@code config} says. */
  public CircuitBreaker(CircuitConfig config) {
    this.settings = new CircuitSettings(config);
  }

  @Override
  public String name() {
    return "circuit-breaker";
  }

  @Override
  public PartCodec<CircuitBreakerState> part() {
    return PART;
  }

  /** That it closed is told by the next record, and its clock goes on. */
  @Override
  public boolean outlivesForget() {
    return true;
  }

  @Override
  public CircuitBreakerState decide(CircuitBreakerState prior, InstanceTurn turn) {
    Source source = turn.record().source();
    boolean ordered = turn.command() != null && CircuitTurn.isOrder(turn.command().kind());
    if (prior == null && source == null && !ordered) {
      return null;
    }
    CircuitBreakerState before = prior == null ? CircuitBreakerState.begin(turn.clock()) : prior;
    CircuitConfig own = settings.of(turn.instance());
    CircuitTurn circuit = new CircuitTurn(before, own, turn);
    if (turn.forgetting()) {
      return circuit.forgotten();
    }
    if (ordered) {
      circuit.command(turn.command().kind());
    }
    if (source == null) {
      return circuit.state(before.window(), before.durations(), before.loads(), before.queue());
    }
    circuit.advance();
    Readings readings = new Readings(circuit, own, before, turn);
    readings.take();
    circuit.tell(source, turn.record() instanceof VerifiedRecord.Outcome);
    return circuit.state(
        readings.window(), readings.durations(), readings.loads(), readings.queue());
  }
}
