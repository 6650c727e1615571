package io.dbintel.exporter.consume;

import io.dbintel.exporter.sink.Signal;
import io.dbintel.exporter.sink.SinkOutcome;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongGauge;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;
import java.util.Locale;

/** What one sink has done, as metrics of the exporter itself. */
final class ExportMeter {

  private static final AttributeKey<String> SINK = AttributeKey.stringKey("sink");
  private static final AttributeKey<String> SIGNAL = AttributeKey.stringKey("signal");
  private static final AttributeKey<String> LIMIT = AttributeKey.stringKey("limit");
  private static final AttributeKey<String> STATUS = AttributeKey.stringKey("status");

  private final String sink;
  private final LongCounter items;
  private final LongCounter rejected;
  private final LongCounter bytes;
  private final LongCounter requests;
  private final LongCounter retries;
  private final LongCounter splits;
  private final LongGauge lag;
  private final LongGauge uncommitted;
  private final LongCounter undecodable;
  private final LongCounter lost;
  private final LongCounter filtered;
  private final LongCounter shortened;

  /**
   * @param sink name of the sink
   */
  ExportMeter(Meter meter, String sink) {
    this.sink = sink;
    items =
        counter(meter, "dbintel.exporter.items", "{item}", "Log records and points by outcome.");
    rejected = counter(meter, "dbintel.exporter.rejected", "{item}", "Of those, not accepted.");
    bytes = counter(meter, "dbintel.exporter.sent", "By", "Bytes on the wire.");
    requests = counter(meter, "dbintel.exporter.requests", "{request}", "Requests made.");
    retries = counter(meter, "dbintel.exporter.retries", "{request}", "Of those, repetitions.");
    splits = counter(meter, "dbintel.exporter.splits", "{split}", "Requests made smaller.");
    lag = gauge(meter, "dbintel.exporter.lag", "Records without an outcome yet.");
    uncommitted =
        gauge(
            meter,
            "dbintel.exporter.uncommitted",
            "Records with an outcome that an earlier one without keeps from being committed.");
    undecodable =
        counter(meter, "dbintel.exporter.undecodable", "{record}", "Records that are not results.");
    lost =
        counter(meter, "dbintel.exporter.lost", "{record}", "Records removed by retention unsent.");
    filtered =
        counter(
            meter,
            "dbintel.exporter.filtered",
            "{item}",
            "Log records and points that the sink's filter left out.");
    shortened =
        counter(
            meter,
            "dbintel.exporter.shortened",
            "{value}",
            "Names, values and attributes shortened to the destination's limits.");
  }

  /** What became of one batch: more than one part that was sent means it was split. */
  void delivered(Signal signal, List<SinkOutcome> parts) {
    Attributes path = Attributes.of(SINK, sink, SIGNAL, signal.toString());
    long sent = parts.stream().filter(part -> part.attempts() > 0).count();
    splits.add(Math.max(0, sent - 1), path);
    for (SinkOutcome part : parts) {
      String status = part.status().name().toLowerCase(Locale.ROOT);
      items.add(part.items(), path.toBuilder().put(STATUS, status).build());
      rejected.add(part.rejected(), path);
      bytes.add(part.bytes(), path);
      requests.add(part.attempts(), path);
      retries.add(Math.max(0, part.attempts() - 1), path);
      part.shortened()
          .forEach(
              (limit, count) -> shortened.add(count, path.toBuilder().put(LIMIT, limit).build()));
    }
  }

  void lag(long records) {
    lag.set(records, Attributes.of(SINK, sink));
  }

  void uncommitted(long records) {
    uncommitted.set(records, Attributes.of(SINK, sink));
  }

  /** Items that the sink is not meant to get. */
  void filtered(Signal signal, int size) {
    filtered.add(size, Attributes.of(SINK, sink, SIGNAL, signal.toString()));
  }

  void undecodable() {
    undecodable.add(1, Attributes.of(SINK, sink));
  }

  void lostToRetention(long records) {
    lost.add(records, Attributes.of(SINK, sink));
  }

  private static LongGauge gauge(Meter meter, String name, String description) {
    return meter
        .gaugeBuilder(name)
        .ofLongs()
        .setUnit("{record}")
        .setDescription(description)
        .build();
  }

  private static LongCounter counter(Meter meter, String name, String unit, String description) {
    return meter.counterBuilder(name).setUnit(unit).setDescription(description).build();
  }
}
