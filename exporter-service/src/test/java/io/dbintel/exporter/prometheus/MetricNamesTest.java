package io.dbintel.exporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.exporter.Results;
import io.dbintel.schemas.avro.MetricPoint;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricNamesTest {

  @ParameterizedTest
  @CsvSource({
    "postgresql.commits, 1, postgresql_commits",
    "postgresql.wal.age, s, postgresql_wal_age_seconds",
    "db.size, By, db_size_bytes",
    "db.size.bytes, By, db_size_bytes",
    "db..odd--name, {thing}, db_odd_name",
    "calls.total, {call}, calls",
    "9lives, 1, _9lives"
  })
  void namesFollowTheSpecification(String name, String unit, String expected) {
    assertThat(MetricNames.metric(name, unit)).isEqualTo(expected);
  }

  @Property
  void everyNameAndAttributeIsLegal(@ForAll String name, @ForAll String key) {
    MetricPoint point = new MetricPoint(Map.of(key, "v"), 0L, 0L, 1L, null);
    Labels labels = MetricNames.labels(Results.resource(), point);
    GaugeSnapshot snapshot =
        GaugeSnapshot.builder()
            .name(MetricNames.metric(name, "By"))
            .dataPoint(GaugeDataPointSnapshot.builder().labels(labels).value(1).build())
            .build();
    assertThat(snapshot.getMetadata().getPrometheusName()).matches("[A-Za-z_][A-Za-z0-9_]*");
    assertThat(labels.stream())
        .allMatch(label -> label.getName().matches("[A-Za-z_][A-Za-z0-9_]*"));
  }

  @Test
  void attributesWithOneLegalNameAreJoined() {
    MetricPoint point = new MetricPoint(Map.of("a.b", "1", "a_b", "1"), 0L, 0L, 1L, null);
    assertThat(MetricNames.labels(Results.resource(), point).get("a_b")).isEqualTo("1;1");
  }
}
