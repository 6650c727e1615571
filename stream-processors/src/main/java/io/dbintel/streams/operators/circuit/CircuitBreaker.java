package io.dbintel.streams.operators.circuit;

import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.SectionedState;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.SortedMap;
import java.util.TreeMap;

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

  /**
   * How the circuit of an instance stands.
   *
   * @param state closed, open, half_open, forced_open or forced_closed
   * @param since when it came into the state, ms since the epoch; 0 for not known
   * @param reason why it last opened; empty for never
   * @param forced whether a person holds it
   * @param thresholds limits that hold for the instance, by name with unit
   */
  public record Standing(
      String state,
      long since,
      String reason,
      boolean forced,
      SortedMap<String, Double> thresholds) {}

  /** How the circuit stands, by what is remembered of the instance. */
  public Standing standing(String instance, SectionedState remembered) {
    CircuitBreakerState state = remembered.get(PART);
    CircuitBreakerState known = state == null ? CircuitBreakerState.begin(0) : state;
    Circuit circuit = known.circuit();
    return new Standing(
        circuit.label(),
        known.movedAt(),
        known.reason(),
        circuit == Circuit.FORCED_OPEN || circuit == Circuit.FORCED_CLOSED,
        thresholds(settings.of(instance), known.healing()));
  }

  private static SortedMap<String, Double> thresholds(CircuitConfig own, Healing healing) {
    SortedMap<String, Double> all = new TreeMap<>();
    all.put("minimum_outcomes", (double) own.minimumOutcomes());
    all.put("error_share", own.errorShare());
    all.put("slow_share", own.slowShare());
    all.put("min_timeout_ms", (double) own.minTimeout().toMillis());
    all.put("max_timeout_ms", (double) own.maxTimeout().toMillis());
    all.put("volume_per_minute_bytes", (double) own.volumePerMinute().bytes());
    all.put("lock_queue", (double) own.lockQueue());
    all.put("break_duration_ms", (double) own.breakDuration().toMillis());
    all.put("half_open_probes", (double) own.halfOpenProbes());
    all.put("raised_by_factor", healing.factor(own));
    return all;
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
