package io.dbintel.benchmarks.reduction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReductionTest {

  @Test
  void shippedConfigurationSavesRecordsAndNothingOfTheSums() throws Exception {
    Reduction reduction = Reduction.of(new Reduction.Workload(1_500, 20_000, 2, 1.5, 2, 7));
    assertThat(reduction.conserved()).isTrue();
    assertThat(reduction.bytesReduction()).isBetween(0.3, 0.95);
    assertThat(reduction.timeAttributed()).isBetween(0.9, 1.0);
    assertThat(reduction.records()).isLessThan(reduction.allRecords());
  }

  @Test
  void serverDoesWhatItSays() {
    SkewedServer server = new SkewedServer(300, 1, 0, 7);
    server.poll(true);
    long calls = server.total(0);
    server.execute(500);
    assertThat(server.total(0) - calls).isEqualTo(500);
    int rows = server.poll(false).stream().mapToInt(chunk -> chunk.getRows().size()).sum();
    assertThat(rows).isBetween(50, 299);
    assertThat(server.poll(true)).hasSize(3);
    assertThat(server.poll(false).get(0).getRows()).isEmpty();
  }
}
