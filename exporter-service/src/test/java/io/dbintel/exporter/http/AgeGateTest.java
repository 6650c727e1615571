package io.dbintel.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.exporter.Results;
import io.dbintel.exporter.config.AgeWindowConfig;
import io.dbintel.exporter.sink.ResultItem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
}
