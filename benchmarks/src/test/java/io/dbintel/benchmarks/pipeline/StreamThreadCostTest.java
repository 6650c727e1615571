package io.dbintel.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamThreadCostTest {

  @ParameterizedTest
  @CsvSource({
    "bench-full-1b2c-StreamThread-1,true",
    "bench-full-1b2c-StreamThread-12,true",
    "kafka-producer-network-thread | bench-full-1b2c-StreamThread-1-producer,false",
    "kafka-coordinator-heartbeat-thread | bench-full,false",
    "bench-full-1b2c-StateUpdater-1,false",
    "main,false"
  })
  void onlyStreamThreadsThemselvesCount(String thread, boolean counts) {
    assertThat(StreamThreadCost.isStreamThread(thread)).isEqualTo(counts);
  }
}
