package io.dbintel.quickstart.view;

import io.dbintel.quickstart.view.ControlSnapshot.CircuitLine;
import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricPoint;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The circuit of each instance: its state from the metric, which comes at least once a minute, and
 * since when and why from the event of its last transition.
 */
final class CircuitStates {

  static final String EVENT = "db.server.circuit_breaker.transition";

  private static final String METRIC = "circuit_breaker.state";
  private static final String ATTRIBUTE = "dbintel.circuit_breaker.";
  private static final String CLOSED = "closed";
  private static final List<String> STATES = List.of(CLOSED, "open", "half_open");
  private static final long MICROS_PER_MILLI = 1_000;

  private final SortedMap<String, Known> circuits = new TreeMap<>();

  /** What was told last of a circuit, and when, in milliseconds of the instance clock. */
  private record Known(String state, String reason, boolean shadow, long sinceMillis) {

    /** Whether the metric says the same: it knows no forced states. */
    boolean is(String other) {
      return state.equals(other) || state.equals("forced_" + other);
    }
  }

  /**
   * Takes a transition.
   *
   * @return what to tell about it
   */
  String add(ResultEvent event) {
    EventAttributes attributes = new EventAttributes(event.getAttributes());
    String instance = event.getResource().getInstance();
    String from = attributes.text(ATTRIBUTE + "from");
    String to = attributes.text(ATTRIBUTE + "to");
    String reason = attributes.text(ATTRIBUTE + "reason");
    long time = event.getTime() / MICROS_PER_MILLI;
    Known known = circuits.get(instance);
    if (!from.equals(to) && (known == null || time >= known.sinceMillis())) {
      boolean shadow = attributes.flag(ATTRIBUTE + "shadow");
      circuits.put(instance, new Known(to, reason, shadow, time));
    }
    return "circuit of " + instance + ": " + from + " -> " + to + " (" + reason + ")";
  }

  /** Takes metrics; those that are not about circuits are passed over. */
  void add(ResultMetrics metrics) {
    for (Metric metric : metrics.getMetrics()) {
      if (metric.getName().equals(METRIC)) {
        metric.getPoints().forEach(point -> add(metrics.getResource().getInstance(), point));
      }
    }
  }

  private void add(String instance, MetricPoint point) {
    long time = point.getTime() / MICROS_PER_MILLI;
    String state = STATES.get(point.getLongValue().intValue());
    Known known = circuits.get(instance);
    if (known == null || (time > known.sinceMillis() && !known.is(state))) {
      boolean shadow = Boolean.parseBoolean(point.getAttributes().get(ATTRIBUTE + "shadow"));
      circuits.put(instance, new Known(state, "", shadow, time));
    }
  }

  /**
   * The circuits in the order of their instances.
   *
   * @param nowMillis present time
   */
  List<CircuitLine> lines(long nowMillis) {
    return circuits.entrySet().stream()
        .map(
            entry -> {
              Known known = entry.getValue();
              long seconds = Math.max(0, nowMillis - known.sinceMillis()) / 1_000;
              return new CircuitLine(
                  entry.getKey(), known.state(), known.reason(), known.shadow(), seconds);
            })
        .toList();
  }
}
