package io.dbintel.exporter;

import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricPoint;
import io.dbintel.schemas.avro.MetricType;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.avro.ResultResource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Result records for tests. */
public final class Results {

  public static final long NOW = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());

  private Results() {}

  public static ResultResource resource() {
    return new ResultResource(
        "acme", "acme/orders", "postgresql", "db1.example", 5432, Map.of("host.name", "db1"));
  }

  /** About the tenant as a whole. */
  public static ResultResource tenantResource(String tenant) {
    return new ResultResource(tenant, "", "", "", 0, Map.of());
  }

  /** An event about another tenant's instance. */
  public static ResultEvent event(String id, String tenant, String name) {
    ResultEvent event = event(id, NOW);
    event.setEventName(name);
    event.getResource().setTenant(tenant);
    event.getResource().setInstance(tenant + "/orders");
    return event;
  }

  public static ResultEvent event(String id, long timeMicros) {
    return ResultEvent.newBuilder()
        .setRecordId(id)
        .setResource(resource())
        .setEventName("db.server.top_query")
        .setTime(timeMicros)
        .setObservedTime(timeMicros)
        .setSeverityNumber(9)
        .setAttributes(
            Map.of(
                "postgresql.calls",
                3L,
                "postgresql.total_exec_time",
                1.5,
                "dbintel.nested",
                true,
                "dbintel.flags",
                List.of("reset"),
                "db.query.text",
                "SELECT ?"))
        .build();
  }

  public static ResultMetrics metrics(String id, long value) {
    MetricPoint point = new MetricPoint(Map.of("db.namespace", "shop"), NOW - 1, NOW, value, null);
    MetricPoint gauge = new MetricPoint(Map.of(), NOW, NOW, null, 0.5);
    return ResultMetrics.newBuilder()
        .setRecordId(id)
        .setResource(resource())
        .setObservedTime(NOW)
        .setMetrics(
            List.of(
                new Metric(
                    "postgresql.commits",
                    "1",
                    "Commits.",
                    MetricType.SUM,
                    true,
                    true,
                    List.of(point)),
                new Metric(
                    "postgresql.wal.age",
                    "s",
                    "Age of the WAL.",
                    MetricType.GAUGE,
                    false,
                    false,
                    List.of(gauge))))
        .build();
  }

  public static List<ResultItem> events(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> (ResultItem) new ResultItem.Event(event("id" + i, NOW)))
        .toList();
  }
}
