package io.dbintel.streams.runtime;

import io.dbintel.streams.telemetry.OperatorCounts;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what operators take in, let out and hold, and how fresh each instance is. The freshness is
 * now less the end of the last applied read; clock skew of the database shows in it.
 */
public final class OperatorTelemetry implements OperatorCounts {
  private static final AttributeKey<String> OPERATOR = AttributeKey.stringKey("operator");
  private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");
  private static final AttributeKey<String> DECISION = AttributeKey.stringKey("decision");
  private static final AttributeKey<String> INSTANCE = AttributeKey.stringKey("instance");
  private static final int MAX_INSTANCES = 10_000;
  private static final double MICROS_PER_SECOND = 1e6;

  private final Counts in;
  private final Counts out;
  private final Counts held;
  private final Counts decided;
  private final Map<String, Long> lastRead = new ConcurrentHashMap<>();

  /** Registers the metrics with {@code meter}; {@code clock} gives the time for the freshness. */
  public OperatorTelemetry(Meter meter, Clock clock) {
    in = new Counts(meter, "dbintel.operator.in", "Records or rows taken in.", null);
    out = new Counts(meter, "dbintel.operator.out", "Records or rows let pass.", null);
    held =
        new Counts(meter, "dbintel.operator.held", "Records or rows held back, by reason.", REASON);
    decided =
        new Counts(
            meter, "dbintel.operator.decisions", "What an operator decided, by kind.", DECISION);
    meter
        .gaugeBuilder("dbintel.instance.freshness")
        .setUnit("s")
        .setDescription("Now less the end of the last applied read.")
        .buildWithCallback(
            gauge ->
                lastRead.forEach(
                    (instance, readEnd) ->
                        gauge.record(
                            clock.millis() / 1e3 - readEnd / MICROS_PER_SECOND,
                            Attributes.of(INSTANCE, instance))));
  }

  /**
   * A counter that is read when metrics are: to add to one of the library's with each record and
   * operator costs several times as much. Thread-safe.
   */
  private static final class Counts {
    private static final String NO_KIND = "";

    private final Map<String, Map<String, LongAdder>> byOperator = new ConcurrentHashMap<>();

    /**
     * @param kind attribute for what is counted apart; null when nothing is
     */
    Counts(Meter meter, String name, String description, AttributeKey<String> kind) {
      meter
          .counterBuilder(name)
          .setUnit("{record}")
          .setDescription(description)
          .buildWithCallback(
              counter ->
                  byOperator.forEach(
                      (operator, kinds) ->
                          kinds.forEach(
                              (of, sum) ->
                                  counter.record(sum.sum(), attributes(operator, kind, of)))));
    }

    private static Attributes attributes(String operator, AttributeKey<String> kind, String of) {
      return kind == null
          ? Attributes.of(OPERATOR, operator)
          : Attributes.of(OPERATOR, operator, kind, of);
    }

    void add(String operator, long count) {
      add(operator, NO_KIND, count);
    }

    void add(String operator, String kind, long count) {
      Map<String, LongAdder> kinds = byOperator.get(operator);
      if (kinds == null) {
        kinds = byOperator.computeIfAbsent(operator, name -> new ConcurrentHashMap<>());
      }
      LongAdder sum = kinds.get(kind);
      if (sum == null) {
        sum = kinds.computeIfAbsent(kind, name -> new LongAdder());
      }
      sum.add(count);
    }
  }

  @Override
  public void in(String operator, long count) {
    in.add(operator, count);
  }

  @Override
  public void out(String operator, long count) {
    out.add(operator, count);
  }

  @Override
  public void held(String operator, String reason, long count) {
    held.add(operator, reason, count);
  }

  @Override
  public void decided(String operator, String kind, long count) {
    decided.add(operator, kind, count);
  }

  @Override
  public void applied(String instance, long readEnd) {
    if (lastRead.size() < MAX_INSTANCES || lastRead.containsKey(instance)) {
      lastRead.put(instance, readEnd);
    }
  }

  @Override
  public void released(String instance) {
    lastRead.remove(instance);
  }
}
