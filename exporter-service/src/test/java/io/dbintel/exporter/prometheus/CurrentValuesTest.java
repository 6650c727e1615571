package io.dbintel.exporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.exporter.Results;
import io.dbintel.schemas.avro.ResultMetrics;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CurrentValuesTest {

  private final AtomicLong nanos = new AtomicLong();
  private final CurrentValues values = new CurrentValues(2, nanos::get);

  @Test
  void aServerThatIsGoneIsNotShownForEverAndMakesRoom() {
    values.add(Results.metrics("a", 7));
    nanos.set(Duration.ofMinutes(59).toNanos());
    assertThat(names()).contains("postgresql_commits", "postgresql_wal_age_seconds");

    nanos.set(Duration.ofMinutes(62).toNanos());
    assertThat(names()).doesNotContain("postgresql_commits", "postgresql_wal_age_seconds");

    ResultMetrics other = Results.metrics("b", 1);
    other.getResource().setServerPort(5433);
    values.add(other);
    assertThat(names()).contains("postgresql_commits", "postgresql_wal_age_seconds");
  }

  @Test
  void aSeriesThatGoesOnStaysWithItsSum() {
    for (int hour = 0; hour < 400; hour++) {
      nanos.set(Duration.ofMinutes(50L * hour).toNanos());
      values.add(Results.metrics("a" + hour, 1));
    }
    assertThat(values.snapshots().stream())
        .filteredOn(family -> family.getMetadata().getName().equals("postgresql_commits"))
        .singleElement()
        .satisfies(
            family ->
                assertThat(((CounterSnapshot) family).getDataPoints())
                    .extracting(CounterDataPointSnapshot::getValue)
                    .containsExactly(400.0));
  }

  private List<String> names() {
    return values.snapshots().stream().map(family -> family.getMetadata().getName()).toList();
  }
}
