package io.dbintel.streams.results;

import io.dbintel.streams.operators.ledger.Ledger;
import io.dbintel.schemas.avro.CircuitState;
import io.dbintel.schemas.avro.ControlDocument;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.metrics.MetricCatalogue;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Makes results of findings and sends each to the sink it belongs to. */
public final class ResultProcessor
    extends ContextualProcessor<String, Insight, String, SpecificRecord> {
  private final EventMapper events;
  private final SampleMapper samples;
  private final MetricMapper metrics;
  private final Sinks sinks;

  /**
   * Names of the sink nodes.
   *
   * @param metrics sink of metrics
   * @param events sink of events
   * @param control sink of control documents
   */
  public record Sinks(String metrics, String events, String control) {}

  /** Maps with the shipped names. */
  public ResultProcessor(ResultNames names, MetricCatalogue catalogue, Sinks sinks) {
    this.events = new EventMapper(names);
    this.samples = new SampleMapper(names);
    this.metrics = new MetricMapper(catalogue);
    this.sinks = sinks;
  }

  @Override
  public void process(Record<String, Insight> record) {
    String instance = record.key();
    long timestamp = record.timestamp();
    Insight finding = record.value();
    if (finding instanceof Insight.TopQuery query) {
      send(record, events.topQuery(instance, timestamp, query), sinks.events());
    } else if (finding instanceof Insight.Remainder remainder) {
      send(record, events.remainder(instance, timestamp, remainder), sinks.events());
    } else if (finding instanceof Insight.QuerySample sample) {
      send(record, samples.map(instance, timestamp, sample), sinks.events());
    } else if (finding instanceof Insight.Ledger ledger) {
      send(record, events.ledger(instance, timestamp, ledger), sinks.events());
    } else if (finding instanceof Insight.Metrics points) {
      for (ResultMetrics metric : metrics.map(instance, timestamp, points)) {
        send(record, metric, sinks.metrics());
      }
    } else if (finding instanceof Insight.Control control) {
      send(record, document(control), sinks.control());
    } else {
      throw new IllegalStateException(
          "no result is defined for a " + finding.getClass().getSimpleName());
    }
  }

  private void send(Record<String, Insight> record, SpecificRecord result, String sink) {
    // A raw record's headers were not verified: they end here.
    context().forward(new Record<>(record.key(), result, record.timestamp()), sink);
  }

  private static ControlDocument document(Insight.Control control) {
    return new ControlDocument(
        control.version(), CircuitState.CLOSED, 1.0, control.fullPollWanted(), List.of(), 0L);
  }
}
