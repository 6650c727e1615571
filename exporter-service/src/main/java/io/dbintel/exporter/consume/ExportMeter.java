package io.dbintel.exporter.consume;

import io.dbintel.exporter.sink.Signal;
import io.dbintel.exporter.sink.SinkOutcome;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.Locale;

/** What one sink has done, as metrics of the exporter itself. */
public final class ExportMeter {

  private static final AttributeKey<String> SINK = AttributeKey.stringKey("sink");
  private static final AttributeKey<String> SIGNAL = AttributeKey.stringKey("signal");
  private static final AttributeKey<String> STATUS = AttributeKey.stringKey("status");

  private final String sink;
  private final LongCounter items;
  private final LongCounter rejected;
  private final LongCounter bytes;
  private final LongCounter attempts;
  private final LongCounter undecodable;
  private final LongCounter lost;

  /**
   * @param sink name of the sink
   */
  public ExportMeter(Meter meter, String sink) {
    this.sink = sink;
    items = counter(meter, "dbintel.exporter.items", "{item}", "Log records and points sent.");
    rejected = counter(meter, "dbintel.exporter.rejected", "{item}", "Of those, not taken.");
    bytes = counter(meter, "dbintel.exporter.sent", "By", "Bytes on the wire.");
    attempts = counter(meter, "dbintel.exporter.requests", "{request}", "Requests made.");
    undecodable =
        counter(meter, "dbintel.exporter.undecodable", "{record}", "Records that are no result.");
    lost =
        counter(meter, "dbintel.exporter.lost", "{record}", "Records removed by retention unsent.");
  }

  void outcome(Signal signal, SinkOutcome outcome) {
    Attributes attributes =
        Attributes.of(
            SINK,
            sink,
            SIGNAL,
            signal.toString(),
            STATUS,
            outcome.status().name().toLowerCase(Locale.ROOT));
    items.add(outcome.items(), attributes);
    rejected.add(outcome.rejected(), attributes);
    bytes.add(outcome.bytes(), attributes);
    attempts.add(outcome.attempts(), attributes);
  }

  void undecodable() {
    undecodable.add(1, Attributes.of(SINK, sink));
  }

  void lostToRetention(long records) {
    lost.add(records, Attributes.of(SINK, sink));
  }

  private static LongCounter counter(Meter meter, String name, String unit, String description) {
    return meter.counterBuilder(name).setUnit(unit).setDescription(description).build();
  }
}
