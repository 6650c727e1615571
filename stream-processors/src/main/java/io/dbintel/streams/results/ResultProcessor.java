package io.dbintel.streams.results;

import io.dbintel.schemas.avro.DeadLetter;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.validation.DeadLetters;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Makes results of insights and sends each to the sink it belongs to: encoded events, and generated
 * Avro records to all other sinks.
 */
public final class ResultProcessor extends ContextualProcessor<String, Insight, String, Object> {
  private final EventMapper events = new EventMapper();
  private final SampleMapper samples = new SampleMapper();
  private final PlanMapper plans = new PlanMapper();
  private final AccountMapper accounts = new AccountMapper();
  private final MetricMapper metrics = new MetricMapper();
  private final CircuitMapper circuits = new CircuitMapper();
  private final BudgetMapper budgets = new BudgetMapper();
  private final ExportMapper exports = new ExportMapper();
  private final Sinks sinks;

  /**
   * Names of the sink nodes; null for one whose results are not written.
   *
   * @param metrics sink of metrics
   * @param events sink of events
   * @param control sink of control documents
   * @param tenantUsage sink of what instances add to their tenants' usage
   * @param deadLetters sink of records that were refused
   */
  public record Sinks(
      String metrics, String events, String control, String tenantUsage, String deadLetters) {}

  /** Sends to {@code sinks}. */
  public ResultProcessor(Sinks sinks) {
    this.sinks = sinks;
  }

  @Override
  public void process(Record<String, Insight> record) {
    String key = record.key();
    long timestamp = record.timestamp();
    Insight insight = record.value();
    if (insight instanceof Insight.NamedStatement named) {
      send(record, key, events.named(key, timestamp, named), sinks.events());
    } else if (insight instanceof Insight.Remainder remainder) {
      send(record, key, events.remainder(key, timestamp, remainder), sinks.events());
    } else if (insight instanceof Insight.QuerySample sample) {
      send(record, key, samples.map(key, timestamp, sample), sinks.events());
    } else if (insight instanceof Insight.QueryPlan plan) {
      send(record, key, plans.map(key, timestamp, plan), sinks.events());
    } else if (insight instanceof Insight.Ledger ledger) {
      send(record, key, accounts.ledger(key, timestamp, ledger), sinks.events());
    } else if (insight instanceof Insight.Quality quality) {
      send(record, key, accounts.quality(key, timestamp, quality), sinks.events());
    } else if (insight instanceof Insight.QualityThreshold moved) {
      send(record, key, accounts.qualityThreshold(key, timestamp, moved), sinks.events());
    } else if (insight instanceof Insight.Cardinality cardinality) {
      send(record, key, accounts.cardinality(key, timestamp, cardinality), sinks.events());
    } else if (insight instanceof Insight.Metrics points) {
      for (ResultMetrics metric : metrics.map(key, timestamp, points)) {
        send(record, key, metric, sinks.metrics());
      }
    } else if (insight instanceof Insight.CircuitTransition transition) {
      send(record, key, circuits.transition(key, timestamp, transition), sinks.events());
    } else if (insight instanceof Insight.CircuitPosition position) {
      send(record, key, circuits.position(key, timestamp, position), sinks.metrics());
    } else if (insight instanceof Insight.Control control) {
      send(record, key, control.document(), sinks.control());
    } else if (insight instanceof Insight.InstanceUsage usage) {
      String tenant = AccountMapper.tenant(key);
      send(record, tenant, accounts.increment(key, usage), sinks.tenantUsage());
    } else if (insight instanceof Insight.TenantUsage usage) {
      send(record, key, accounts.usage(key, timestamp, usage), sinks.events());
    } else if (insight instanceof Insight.ColdState cold) {
      send(record, key, accounts.cold(key, timestamp, cold), sinks.events());
    } else if (insight instanceof Insight.Budget budget) {
      send(record, key, budgets.map(key, timestamp, budget), sinks.events());
    } else if (insight instanceof Insight.ExportErrors errors) {
      send(record, key, exports.errors(key, timestamp, errors), sinks.events());
    } else if (insight instanceof Insight.ExportFeedback feedback) {
      send(record, key, exports.feedback(key, timestamp, feedback), sinks.events());
    } else if (insight instanceof Insight.Refused refused) {
      send(record, key, deadLetter(record, refused), sinks.deadLetters());
    } else {
      throw new IllegalStateException(
          "no result is defined for a " + insight.getClass().getSimpleName());
    }
  }

  private DeadLetter deadLetter(Record<String, Insight> record, Insight.Refused refused) {
    RecordMetadata position = context().recordMetadata().orElse(null);
    return DeadLetters.of(position, record, refused.reason(), refused.message(), "");
  }

  private void send(Record<String, Insight> record, String key, Object result, String sink) {
    if (sink == null) {
      return;
    }
    // A raw record's headers were not verified: they end here.
    context().forward(new Record<>(key, result, record.timestamp()), sink);
  }
}
