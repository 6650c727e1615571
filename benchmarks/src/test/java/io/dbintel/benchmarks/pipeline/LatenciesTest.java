package io.dbintel.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LatenciesTest {

  private final Latencies latencies = new Latencies();

  @Test
  void percentileIsTheSmallestThatEnoughDoNotExceed() {
    for (int millis = 1; millis <= 200; millis++) {
      latencies.add(millis);
    }
    assertThat(latencies.percentile(50)).isEqualTo(100);
    assertThat(latencies.percentile(99)).isEqualTo(198);
    assertThat(latencies.percentile(100)).isEqualTo(200);
    assertThat(latencies.size()).isEqualTo(200);
  }

  @Test
  void oneDurationIsEveryPercentile() {
    latencies.add(7);
    assertThat(latencies.percentile(1)).isEqualTo(7);
    assertThat(latencies.percentile(99)).isEqualTo(7);
  }

  @Test
  void clockThatWentBackCountsAsNothingAndHoursAsTheMaximum() {
    latencies.add(-3);
    latencies.add(Long.MAX_VALUE);
    assertThat(latencies.percentile(50)).isZero();
    assertThat(latencies.percentile(100)).isEqualTo(Latencies.MAX_MILLIS);
  }

  @Test
  void nothingHasNoPercentile() {
    assertThatThrownBy(() -> latencies.percentile(50)).isInstanceOf(IllegalStateException.class);
  }
}
