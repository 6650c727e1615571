package io.dbintel.streams;

import static io.dbintel.streams.model.RawRecords.group;
import static io.dbintel.streams.model.RawRecords.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricPoint;
import io.dbintel.schemas.avro.MetricRow;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.model.TopologyHarness;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An instance has a bounded number of metric series; what exceeds it is added up, not lost. */
class MetricSeriesBoundTest {
  private static final int MAX_SERIES = 100;
  private static final String SIZE = "postgresql.db_size";
  private static final String COMMITS = "postgresql.commits";

  private final TopologyHarness topology =
      new TopologyHarness("{metrics: {maxSeries: " + MAX_SERIES + "}}");

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void seriesAboveTheBoundBecomeOneSumPerMetric() {
    topology.send(RawRecords.metrics("a", 1, group("database_sizes", 100, sizes(0, 150))));

    List<ResultMetrics> results = topology.metrics();
    List<MetricPoint> points = points(results, SIZE);
    assertThat(points).hasSize(MAX_SERIES + 1);
    assertThat(points.stream().mapToLong(MetricPoint::getLongValue).sum())
        .as("no byte is lost")
        .isEqualTo(150 * 1_000);
    assertThat(points(results, "dbintel.metric.overflow"))
        .singleElement()
        .satisfies(point -> assertThat(point.getLongValue()).isEqualTo(50));
  }

  @Test
  void knownSeriesGoOnWhenOthersAppearAndDisappear() {
    topology.send(RawRecords.metrics("a", 1, group("databases", 100, commits(1, 0, 90))));
    topology.send(RawRecords.metrics("a", 2, group("databases", 110, commits(2, 0, 150))));
    topology.send(RawRecords.metrics("a", 3, group("databases", 120, commits(3, 200, 300))));
    topology.metrics();
    topology.send(RawRecords.metrics("a", 4, group("databases", 130, commits(4, 0, 90))));

    assertThat(points(topology.metrics(), COMMITS))
        .hasSize(90)
        .allSatisfy(point -> assertThat(point.getLongValue()).isEqualTo(2));
  }

  @Test
  void boundHoldsForAllGroupsTogether() {
    topology.send(
        RawRecords.metrics(
            "a",
            1,
            group("database_sizes", 100, sizes(0, 80)),
            group("table_count", 100, tables(0, 80))));

    List<ResultMetrics> results = topology.metrics();
    int named = points(results, SIZE).size() + points(results, "postgresql.table.count").size();
    assertThat(named).isEqualTo(MAX_SERIES + 1);
  }

  private static MetricRow[] sizes(int from, int to) {
    return rows(SIZE, 1_000, from, to);
  }

  private static MetricRow[] tables(int from, int to) {
    return rows("postgresql.table.count", 3, from, to);
  }

  private static MetricRow[] commits(long poll, int from, int to) {
    return rows(COMMITS, poll, from, to);
  }

  private static MetricRow[] rows(String metric, long value, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> RawRecords.row(Map.of("db.namespace", "d" + i), reading(metric, value)))
        .toArray(MetricRow[]::new);
  }

  private static List<MetricPoint> points(List<ResultMetrics> results, String name) {
    return results.stream()
        .flatMap(result -> result.getMetrics().stream())
        .filter(metric -> metric.getName().equals(name))
        .map(Metric::getPoints)
        .flatMap(List::stream)
        .toList();
  }
}
