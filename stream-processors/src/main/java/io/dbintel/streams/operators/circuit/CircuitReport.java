package io.dbintel.streams.operators.circuit;

import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.records.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened to a circuit until a record comes that says of which server it is; then it is told,
 * and how the circuit stands. Not thread-safe.
 */
final class CircuitReport {
  static final int MAX_UNTOLD = 8;

  private static final long TELL_EVERY_MS = 60_000;

  private final List<Transition> untold;
  private long toldAt;

  /**
   * @param untold transitions that nobody was told of
   * @param toldAt when the state was last told
   */
  CircuitReport(List<Transition> untold, long toldAt) {
    this.untold = new ArrayList<>(untold);
    this.toldAt = toldAt;
  }

  /** Transitions that wait to be told. */
  List<Transition> untold() {
    return untold;
  }

  /** When the state was last told, ms of the breaker's clock. */
  long toldAt() {
    return toldAt;
  }

  /** Has a transition told; of too many the oldest is not. */
  void add(Transition transition) {
    if (untold.size() == MAX_UNTOLD) {
      untold.remove(0);
    }
    untold.add(transition);
  }

  /**
   * Tells what happened, and the state with it and once in each minute of the clock. Nothing of it
   * depends on what was told before, so that a replay from the middle tells the same.
   *
   * @param circuit as it stands now
   * @param now the breaker's clock
   * @param heartbeat whether the record comes regularly
   */
  void tell(
      Source source,
      Circuit circuit,
      long now,
      boolean heartbeat,
      boolean shadow,
      InstanceTurn turn) {
    Map<List<String>, Integer> told = new LinkedHashMap<>();
    boolean moved = false;
    for (Transition transition : untold) {
      moved |= transition.from() != transition.to();
      int alike = told.merge(key(transition), 1, Integer::sum) - 1;
      turn.emit(
          new Insight.CircuitTransition(
              source,
              alike,
              transition.time(),
              transition.from().label(),
              transition.to().label(),
              transition.reason(),
              shadow,
              transition.evidence()));
    }
    untold.clear();
    long minute = now / TELL_EVERY_MS;
    boolean due = heartbeat && minute != toldAt / TELL_EVERY_MS;
    if (moved || due) {
      // with a transition one microsecond for each state, and none of them that of a minute
      long micros = moved ? now * 1_000 + 1 + circuit.value() : minute * TELL_EVERY_MS * 1_000;
      turn.emit(new Insight.CircuitPosition(source, micros, circuit.value(), shadow));
      toldAt = now;
    }
  }

  private static List<String> key(Transition one) {
    return List.of(Long.toString(one.time()), one.from().label(), one.to().label(), one.reason());
  }
}
