package io.dbintel.streams.runtime;

import io.dbintel.streams.telemetry.OperatorCounts;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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

  private final LongCounter in;
  private final LongCounter out;
  private final LongCounter held;
  private final LongCounter decided;
  private final Map<String, Attributes> byOperator = new ConcurrentHashMap<>();
  private final Map<String, Long> lastRead = new ConcurrentHashMap<>();

  /** Registers the metrics with {@code meter}; {@code clock} gives the time for the freshness. */
  public OperatorTelemetry(Meter meter, Clock clock) {
    in = counter(meter, "dbintel.operator.in", "Records or rows taken in.");
    out = counter(meter, "dbintel.operator.out", "Records or rows let pass.");
    held = counter(meter, "dbintel.operator.held", "Records or rows held back, by reason.");
    decided = counter(meter, "dbintel.operator.decisions", "What an operator decided, by kind.");
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

  private static LongCounter counter(Meter meter, String name, String description) {
    return meter.counterBuilder(name).setUnit("{record}").setDescription(description).build();
  }

  @Override
  public void in(String operator, long count) {
    in.add(count, operator(operator));
  }

  @Override
  public void out(String operator, long count) {
    out.add(count, operator(operator));
  }

  @Override
  public void held(String operator, String reason, long count) {
    held.add(count, Attributes.of(OPERATOR, operator, REASON, reason));
  }

  @Override
  public void decided(String operator, String kind, long count) {
    decided.add(count, Attributes.of(OPERATOR, operator, DECISION, kind));
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

  private Attributes operator(String operator) {
    return byOperator.computeIfAbsent(operator, name -> Attributes.of(OPERATOR, name));
  }
}
