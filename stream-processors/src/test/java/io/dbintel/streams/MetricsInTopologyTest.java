package io.dbintel.streams;

import static io.dbintel.streams.model.RawRecords.group;
import static io.dbintel.streams.model.RawRecords.reading;
import static io.dbintel.streams.model.RawRecords.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.MetricPoint;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.MetricRow;
import io.dbintel.schemas.avro.MetricType;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.streams.model.CountingOperators;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.model.TopologyHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsInTopologyTest {
  private static final long DAY_MS = 86_400_000;
  private static final Map<String, String> SHOP = Map.of("db.namespace", "shop");
  private static final Map<String, String> BLOG = Map.of("db.namespace", "blog");

  private final CountingOperators counts = new CountingOperators();
  private final TopologyHarness topology = new TopologyHarness("", counts);

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void countersBecomeGrowthAndGaugesStay() {
    topology.send(poll("a", 1, 100, 1_000, 10));
    topology.send(poll("a", 2, 110, 1_025, 12));

    List<ResultMetrics> results = topology.metrics();
    assertThat(names(results)).contains("postgresql.backends");
    Metric commits = metric(results, "postgresql.commits");
    assertThat(commits.getType()).isEqualTo(MetricType.SUM);
    assertThat(commits.getMonotonic()).isTrue();
    assertThat(commits.getDelta()).isTrue();
    assertThat(commits.getPoints())
        .singleElement()
        .satisfies(
            point -> {
              assertThat(point.getLongValue()).isEqualTo(25);
              assertThat(point.getStartTime()).isEqualTo(100_001_000L);
              assertThat(point.getTime()).isEqualTo(110_001_000L);
              assertThat(point.getAttributes()).containsEntry("db.namespace", "shop");
            });
    Metric backends =
        metric(results.subList(results.size() / 2, results.size()), "postgresql.backends");
    assertThat(backends.getMonotonic()).isFalse();
    assertThat(backends.getDelta()).isFalse();
    assertThat(backends.getPoints().get(0).getLongValue()).isEqualTo(12);
  }

  @Test
  void metricThatTheCatalogueDoesNotListIsRefusedByNameAndTheOthersGoOn() {
    MetricReading novelty = reading("postgresql.novelty", 1L);
    topology.send(
        RawRecords.metrics(
            "a",
            1,
            group("databases", 100, row(SHOP, novelty, reading("postgresql.backends", 3L)))));

    assertThat(names(topology.metrics())).containsExactly("postgresql.backends");
    assertThat(counts.held("verification")).containsEntry("unlisted_metric", 1L);
    assertThat(topology.deadLetters()).isEmpty();
  }

  @Test
  void counterThatFellWithoutAResetWhileMonitoredIsItsOwnBase() {
    topology.send(poll("a", 1, 100, 1_000, 10));
    topology.send(poll("a", 2, 110, 400, 10));
    topology.metrics();
    topology.send(poll("b", 1, 109, 500, 10));
    topology.send(poll("b", 2, 120, 450, 10));

    assertThat(longs(topology.metrics(), "postgresql.commits")).containsExactly(50L);
  }

  @Test
  void counterOfADatabaseThatWasResetStartsFromZeroAndTheOthersGoOn() {
    topology.send(databases("a", 1, 100, 1_000, null));
    topology.send(databases("a", 2, 110, 30, 105_000_000L));

    assertThat(points(topology.metrics(), "postgresql.commits"))
        .extracting(point -> point.getAttributes().get("db.namespace") + point.getLongValue())
        .containsExactlyInAnyOrder("shop30", "blog7");
  }

  @Test
  void changedTimelineIsABaseline() {
    topology.send(poll("a", 1, 100, 1_000, 10));
    MetricPoll promoted = poll("a", 2, 110, 5_000, 10);
    promoted.setTimeline(2L);
    topology.send(promoted);
    MetricPoll next = poll("a", 3, 120, 5_003, 10);
    next.setTimeline(2L);
    topology.send(next);
    MetricPoll standby = poll("a", 4, 130, 9_000, 10);
    standby.setTimeline(2L);
    standby.setRole(ServerRole.STANDBY);
    topology.send(standby);

    assertThat(longs(topology.metrics(), "postgresql.commits")).containsExactly(3L);
  }

  @Test
  void seriesThatIsAbsentFromPollsKeepsItsBaseForADay() {
    topology.send(poll("a", 1, 100, 1_000, 10));
    topology.later(DAY_MS / 2).send(RawRecords.metrics("a", 2, group("databases", 110)));
    topology.later(DAY_MS / 4).send(poll("a", 3, 120, 1_004, 10));

    assertThat(longs(topology.metrics(), "postgresql.commits")).containsExactly(4L);

    for (int hour = 1; hour <= 25; hour++) {
      topology
          .later(DAY_MS / 24)
          .send(RawRecords.metrics("a", 3 + hour, group("databases", 120 + hour)));
    }
    topology.later(1_000).send(poll("a", 30, 150, 9_000, 10));
    assertThat(points(topology.metrics(), "postgresql.commits")).isEmpty();
  }

  @Test
  void everyPartOfAPollIsApplied() {
    for (long seq = 1; seq <= 2; seq++) {
      MetricPoll first = poll("a", seq, 100 + 10 * seq, 1_000 * seq, 10);
      first.setParts(2);
      topology.send(first);
      MetricPoll second =
          RawRecords.metrics(
              "a",
              seq,
              group(
                  "databases", 100 + 10 * seq, row(BLOG, reading("postgresql.commits", 7 * seq))));
      second.setPart(1);
      second.setParts(2);
      topology.send(second);
    }

    assertThat(longs(topology.metrics(), "postgresql.commits")).containsExactly(1_000L, 7L);
  }

  @Test
  void manyPointsAreSentInRecordsOfBoundedSize() {
    List<MetricRow> rows = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      rows.add(row(Map.of("db.namespace", "d" + i), reading("postgresql.db_size", 5L)));
    }
    topology.send(
        RawRecords.metrics("a", 1, group("database_sizes", 100, rows.toArray(MetricRow[]::new))));

    List<ResultMetrics> results = topology.metrics();
    assertThat(results)
        .hasSizeGreaterThan(1)
        .allSatisfy(
            result ->
                assertThat(result.getMetrics())
                    .allSatisfy(metric -> assertThat(metric.getPoints()).hasSizeLessThan(1_001)))
        .extracting(ResultMetrics::getRecordId)
        .doesNotHaveDuplicates();
    assertThat(points(results, "postgresql.db_size")).hasSize(2_500);
  }

  @Test
  void readingWithTwoValuesIsADeadLetter() {
    MetricReading both = new MetricReading("postgresql.backends", Map.of(), 1L, 1.0);
    topology.send(RawRecords.metrics("a", 1, group("databases", 100, row(SHOP, both))));

    assertThat(topology.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.getMessage()).contains("two values"));
  }

  private static MetricPoll poll(
      String incarnation, long seq, long second, long commits, long backends) {
    MetricGroup group =
        group(
            "databases",
            second,
            row(
                SHOP,
                reading("postgresql.commits", commits),
                reading("postgresql.backends", backends)));
    return RawRecords.metrics(incarnation, seq, group);
  }

  /** Two databases; {@code shop} says since when its counters count. */
  private static MetricPoll databases(
      String incarnation, long seq, long second, long commits, Long countersSince) {
    MetricRow shop =
        new MetricRow(SHOP, countersSince, List.of(reading("postgresql.commits", commits)), null);
    MetricRow blog = row(BLOG, reading("postgresql.commits", 7 * seq));
    return RawRecords.metrics(incarnation, seq, group("databases", second, shop, blog));
  }

  private static List<String> names(List<ResultMetrics> results) {
    return results.stream()
        .flatMap(result -> result.getMetrics().stream())
        .map(Metric::getName)
        .toList();
  }

  private static List<MetricPoint> points(List<ResultMetrics> results, String name) {
    return results.stream()
        .flatMap(result -> result.getMetrics().stream())
        .filter(metric -> metric.getName().equals(name))
        .flatMap(metric -> metric.getPoints().stream())
        .toList();
  }

  private static List<Long> longs(List<ResultMetrics> results, String name) {
    return points(results, name).stream().map(MetricPoint::getLongValue).toList();
  }

  private static Metric metric(List<ResultMetrics> results, String name) {
    return results.stream()
        .flatMap(result -> result.getMetrics().stream())
        .filter(metric -> metric.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
