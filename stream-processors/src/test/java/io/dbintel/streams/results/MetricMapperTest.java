package io.dbintel.streams.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.verify.TextVerifier;
import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricType;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.catalogue.MetricDefinition;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.insights.MetricOverflow;
import io.dbintel.streams.insights.MetricPoint;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.statements.Interval;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MetricMapperTest {
  private static final TextVerifier VERIFIER = TextVerifier.of(PiiConfig.defaults());
  private static final SystemCatalogue CATALOGUE = SystemCatalogue.of("postgresql");
  private static final Source SOURCE =
      new Source(CATALOGUE, VERIFIER.trustCatalogueName("db"), 5432);

  private final MetricMapper mapper = new MetricMapper();

  @Test
  void splitsLargeGroupsAsTheInsightSays() {
    List<MetricPoint> points =
        LongStream.range(0, 2_500)
            .mapToObj(
                i ->
                    new MetricPoint(
                        metric("postgresql.commits"),
                        new TreeMap<>(Map.of("db.namespace", VERIFIER.trustCatalogueName("d" + i))),
                        new Interval(1, 2),
                        i,
                        null))
            .toList();
    Insight.Metrics insight = insight(0, points, List.of());

    List<ResultMetrics> results = mapper.map("acme/orders", 5, insight);

    assertThat(results).hasSize(3).hasSize(insight.results());
    assertThat(results).extracting(ResultMetrics::getRecordId).doesNotHaveDuplicates();
    assertThat(results.get(0).getResource().getTenant()).isEqualTo("acme");
    Metric metric = results.get(2).getMetrics().get(0);
    assertThat(metric.getPoints()).hasSize(500);
    assertThat(metric.getType()).isEqualTo(MetricType.SUM);
    assertThat(metric.getMonotonic()).isTrue();
    assertThat(metric.getDelta()).isTrue();
    assertThat(mapper.map("acme/orders", 5, insight(1, points, List.of())).get(0).getRecordId())
        .as("another part of the poll")
        .isNotEqualTo(results.get(0).getRecordId());
  }

  @Test
  void saysWhatWasHeldBack() {
    List<MetricOverflow> overflow =
        List.of(
            new MetricOverflow(metric("postgresql.commits"), 3, null, null),
            new MetricOverflow(metric("postgresql.backends"), 4, 44L, null));
    Insight.Metrics insight = insight(0, List.of(), overflow);

    ResultMetrics result = mapper.map("acme/orders", 5, insight).get(0);

    assertThat(insight.results()).isEqualTo(1);
    assertThat(result.getMetrics())
        .extracting(Metric::getName)
        .containsExactly("dbintel.metric.overflow", "postgresql.backends");
    assertThat(result.getMetrics().get(0).getType()).isEqualTo(MetricType.GAUGE);
    assertThat(result.getMetrics().get(0).getPoints())
        .extracting(
            point -> point.getAttributes().get("dbintel.metric.name") + point.getLongValue())
        .containsExactly("postgresql.commits3", "postgresql.backends4");
    assertThat(result.getMetrics().get(1).getDelta()).isFalse();
    assertThat(result.getMetrics().get(1).getPoints())
        .singleElement()
        .satisfies(
            point -> {
              assertThat(point.getLongValue()).isEqualTo(44);
              assertThat(point.getAttributes()).containsEntry("otel.metric.overflow", "true");
              assertThat(point.getStartTime()).isEqualTo(point.getTime());
            });
  }

  private static Insight.Metrics insight(
      int part, List<MetricPoint> points, List<MetricOverflow> overflow) {
    return new Insight.Metrics(SOURCE, new ReadId("a", 1), part, "databases", 2, points, overflow);
  }

  private static MetricDefinition metric(String name) {
    return CATALOGUE.metric(name).orElseThrow();
  }
}
