package io.dbintel.systemtests.exactness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proof itself, short: real processes, a real broker, a real PostgreSQL. */
class ExactnessProofTest {

  @TempDir private Path directory;

  @Test
  void everyCallRowAndNanosecondArrivesOnce() throws Exception {
    ExactnessResult result =
        new ExactnessProof("18", Duration.ofSeconds(14), "built-in", directory).run();
    assertThat(result.exact()).as(result.toJson()).isTrue();
    assertThat(result.expected().calls()).isPositive();
    assertThat(result.lossy().flags()).contains("reset");
  }
}
