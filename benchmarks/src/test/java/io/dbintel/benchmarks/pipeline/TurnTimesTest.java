package io.dbintel.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TurnTimesTest {

  @Test
  void percentilesAreRoundedUpToSteps() {
    TurnTimes times =
        TurnTimes.of(LongStream.rangeClosed(1, 100).mapToObj(i -> i * 100_000).toList());
    assertThat(times.size()).isEqualTo(100);
    assertThat(times.percentile(50)).isEqualTo(5_000);
    assertThat(times.percentile(99)).isEqualTo(9_900);
    assertThat(TurnTimes.of(List.of(1L)).percentile(50)).isEqualTo(TurnTimes.STEP_MICROS);
    assertThat(TurnTimes.NONE.percentile(99)).isZero();
  }

  /** They come from another process. */
  @Test
  void roundsAddUpAndTravelAsJson() throws Exception {
    TurnTimes sum = TurnTimes.of(List.of(1L, 30_000L)).plus(TurnTimes.of(List.of(2L)));
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readValue(json.writeValueAsString(sum), TurnTimes.class)).isEqualTo(sum);
    assertThat(sum.counts()).containsEntry(20L, 2L).containsEntry(40L, 1L);
  }
}
