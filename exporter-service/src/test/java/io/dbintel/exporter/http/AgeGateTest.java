package io.dbintel.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.exporter.Results;
import io.dbintel.exporter.config.AgeWindowConfig;
import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricPoint;
import io.dbintel.schemas.avro.ResultMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AgeGateTest {

  private static final long SECOND = 1_000_000;

  @Test
  void bothEndsOfTheWindowAreInside() {
    AgeWindowConfig window = new AgeWindowConfig(Duration.ofSeconds(10), Duration.ofSeconds(5));
    List<ResultItem> items =
        Stream.of(90 * SECOND - 1, 90 * SECOND, 105 * SECOND, 105 * SECOND + 1)
            .map(time -> (ResultItem) new ResultItem.Event(Results.event("id", time)))
            .toList();

    AgeGate gate = AgeGate.part(items, window, Instant.ofEpochSecond(100));

    assertThat(gate.inside()).containsExactly(items.get(1), items.get(2));
    assertThat(gate.outside()).containsExactly(items.get(0), items.get(3));
  }

  @Test
  void aPointIsAsOldAsItsEndWhereverItBegan() {
    long day = 86_400 * SECOND;
    long now = 1_000 * day;
    AgeWindowConfig window = new AgeWindowConfig(Duration.ofHours(47), Duration.ofHours(23));
    ResultItem sinceServerStart = metrics(new long[] {now - 400 * day, now});
    ResultItem afterAnOutage = metrics(new long[] {now - 3 * day, now - day});
    ResultItem old = metrics(new long[] {now - 400 * day, now - 3 * day});

    AgeGate gate =
        AgeGate.part(
            List.of(sinceServerStart, afterAnOutage, old),
            window,
            Instant.ofEpochSecond(86_400_000));

    assertThat(gate.inside()).containsExactly(sinceServerStart, afterAnOutage);
    assertThat(gate.outside()).containsExactly(old);
  }

  @Test
  void eachPointOfARecordIsJudgedByItself() {
    AgeWindowConfig window = new AgeWindowConfig(Duration.ofSeconds(10), Duration.ofSeconds(5));
    ResultItem mixed =
        metrics(
            new long[] {1, 95 * SECOND},
            new long[] {1, 80 * SECOND},
            new long[] {1, 100 * SECOND},
            new long[] {1, 106 * SECOND});

    AgeGate gate = AgeGate.part(List.of(mixed), window, Instant.ofEpochSecond(100));

    assertThat(times(gate.inside())).containsExactly(95 * SECOND, 100 * SECOND);
    assertThat(times(gate.outside())).containsExactly(80 * SECOND, 106 * SECOND);
    assertThat(ResultItem.size(gate.inside())).isEqualTo(2);
    assertThat(ResultItem.size(gate.outside())).isEqualTo(2);
  }

  /** Points with their start and end. */
  private static ResultItem metrics(long[]... points) {
    ResultMetrics metrics = Results.metrics("m", 1);
    Metric metric = metrics.getMetrics().get(0);
    metric.setPoints(
        Stream.of(points)
            .map(point -> new MetricPoint(Map.of(), point[0], point[1], 1L, null))
            .toList());
    metrics.setMetrics(List.of(metric));
    return new ResultItem.Metrics(metrics);
  }

  private static List<Long> times(List<ResultItem> items) {
    return items.stream()
        .map(ResultItem.Metrics.class::cast)
        .flatMap(item -> item.metrics().getMetrics().stream())
        .flatMap(metric -> metric.getPoints().stream())
        .map(MetricPoint::getTime)
        .toList();
  }
}
