package io.dbintel.streams;

import static io.dbintel.streams.model.Chunks.full;
import static io.dbintel.streams.model.Chunks.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.schemas.avro.BilledBytes;
import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricPoint;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.MetricRow;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.avro.ResultResource;
import io.dbintel.schemas.avro.StatementRow;
import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.model.TopologyHarness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The estimated size of results against the documented rule: every result written as flat JSON by
 * Jackson, the resource's attributes and what the exporter adds repeated in every record.
 */
class BilledSizeInTopologyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Percentage TOLERANCE = Percentage.withPercentage(3);
  private static final String TEXT =
      "SELECT o.id, o.total, c.name FROM orders o JOIN customers c ON c.id = o.customer WHERE"
          + " o.state = ? AND o.created > ? ORDER BY o.created DESC LIMIT ?";

  private final TopologyHarness topology =
      new TopologyHarness("{selection: {top: 20, hardCap: 20}, sessions: {sampleInterval: 0s}}");
  private final Random random = new Random(1);

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void statementsAreEstimatedAsTheRuleSays() throws JsonProcessingException {
    for (int id = 0; id < 40; id++) {
      topology.send(RawRecords.text(id, TEXT));
    }
    long[] calls = new long[40];
    for (int poll = 1; poll < 20; poll++) {
      List<StatementRow> rows = new ArrayList<>();
      for (int id = 0; id < calls.length; id++) {
        calls[id] += 1 + random.nextInt(1 << random.nextInt(20));
        long nanos = calls[id] * 1_234_567L + random.nextInt(1_000);
        rows.add(row(id, List.of(calls[id], 3 * calls[id], nanos)));
      }
      topology.later(10_000).send(full(poll, 10 * poll, rows.toArray(StatementRow[]::new)));
    }

    BilledBytes billed = billed();
    long json = 0;
    List<ResultEvent> events = topology.events("db.server.top_query");
    for (ResultEvent event : events) {
      json += json(event);
    }
    assertThat(events).hasSizeGreaterThan(300);
    assertThat(billed.getFastStatement() + billed.getEvent()).isCloseTo(json, TOLERANCE);
  }

  @Test
  void sessionsAreEstimatedAsTheRuleSays() throws JsonProcessingException {
    for (int tick = 1; tick < 100; tick++) {
      topology.later(1_000).send(RawRecords.tick("a", tick, tick, session(tick), session(tick)));
    }
    BilledBytes billed = billed();
    long json = 0;
    for (ResultEvent event : topology.events("db.server.query_sample")) {
      json += json(event);
    }
    assertThat(billed.getSession()).isPositive().isCloseTo(json, TOLERANCE);
    assertThat(billed.getEvent()).isZero();
  }

  private static io.dbintel.schemas.avro.Session session(int tick) {
    return RawRecords.session(Integer.toString(1_000 + tick), tick);
  }

  @Test
  void pointsAreEstimatedAsTheRuleSaysTablesApart() throws JsonProcessingException {
    for (int poll = 1; poll < 30; poll++) {
      List<MetricRow> tables = new ArrayList<>();
      for (int table = 0; table < 20; table++) {
        MetricReading scans =
            RawRecords.reading("postgresql.sequential_scans", (long) poll * table * 10_000);
        tables.add(
            RawRecords.row(
                Map.of("db.namespace", "shop|public", "postgresql.table.name", "table_" + table),
                scans));
      }
      MetricReading commits = RawRecords.reading("postgresql.commits", (long) poll * 100_000);
      topology
          .later(10_000)
          .send(
              RawRecords.metrics(
                  "a",
                  poll,
                  RawRecords.group("tables", 10 * poll, tables.toArray(MetricRow[]::new)),
                  RawRecords.group(
                      "databases",
                      10 * poll,
                      RawRecords.row(Map.of("db.namespace", "shop"), commits))));
    }

    BilledBytes billed = billed();
    long[] json = {0, 0};
    for (ResultMetrics result : topology.metrics()) {
      for (Metric metric : result.getMetrics()) {
        if (metric.getName().startsWith("circuit_breaker")) {
          continue; // told with the outcome that asks for the bill
        }
        for (MetricPoint point : metric.getPoints()) {
          boolean ofTable = point.getAttributes().containsKey("postgresql.table.name");
          json[ofTable ? 0 : 1] += json(result.getResource(), metric, point);
        }
      }
    }
    assertThat(billed.getTableMetric()).isPositive().isCloseTo(json[0], TOLERANCE);
    assertThat(billed.getMetric()).isPositive().isCloseTo(json[1], TOLERANCE);
  }

  @Test
  void theStateOfACircuitIsEstimatedAsTheRuleSays() throws JsonProcessingException {
    topology.later(10_000).send(RawRecords.outcome(PollStatus.OK));
    BilledBytes billed = billed();
    ResultMetrics first = topology.metrics().get(0);
    Metric state = first.getMetrics().get(0);
    assertThat(state.getName()).isEqualTo("circuit_breaker.state");
    assertThat(billed.getMetric())
        .isCloseTo(json(first.getResource(), state, state.getPoints().get(0)), TOLERANCE);
  }

  private BilledBytes billed() {
    topology.later(86_400_000).send(RawRecords.outcome(PollStatus.OK));
    List<TenantUsage> usage = topology.tenantUsage();
    return new BilledBytes(
        sum(usage, BilledBytes::getSession),
        sum(usage, BilledBytes::getFastStatement),
        sum(usage, BilledBytes::getTableMetric),
        sum(usage, BilledBytes::getEvent),
        sum(usage, BilledBytes::getMetric));
  }

  private static long sum(List<TenantUsage> usage, ToLongFunction<BilledBytes> kind) {
    return usage.stream().map(TenantUsage::getBilled).mapToLong(kind).sum();
  }

  private static long json(ResultEvent event) throws JsonProcessingException {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("timestamp", event.getTime() / 1_000 + 1_700_000_000_000L);
    record.put("observed.timestamp", event.getObservedTime() / 1_000);
    record.put("severity.number", event.getSeverityNumber());
    record.put("event.name", event.getEventName());
    resource(event.getResource(), record);
    record.putAll(event.getAttributes());
    return JSON.writeValueAsBytes(record).length;
  }

  private static long json(ResultResource resource, Metric metric, MetricPoint point)
      throws JsonProcessingException {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("timestamp", point.getTime() / 1_000 + 1_700_000_000_000L);
    record.put("interval.ms", (point.getTime() - point.getStartTime()) / 1_000);
    record.put("metricName", metric.getName());
    record.put("unit", metric.getUnit());
    record.put("description", metric.getDescription());
    record.put("value", point.getLongValue());
    resource(resource, record);
    record.putAll(point.getAttributes());
    return JSON.writeValueAsBytes(record).length;
  }

  /** What the exporter makes of a resource, and the instrumentation scope. */
  private static void resource(ResultResource resource, Map<String, Object> record) {
    record.put("server.address", resource.getServerAddress());
    record.put("server.port", resource.getServerPort());
    record.put("service.instance.id", "00000000-0000-5000-8000-000000000000");
    record.put("db.system.name", resource.getSystem());
    record.put("dbintel.instance", resource.getInstance());
    record.put("dbintel.tenant", resource.getTenant());
    record.put("otel.library.name", "io.dbintel.postgresql");
  }
}
