package io.dbintel.systemtests.exactness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The proof again and again, five minutes each, faults at other moments every time. */
@Tag("campaign")
class ExactnessCampaignTest {

  @TempDir private Path directory;

  @RepeatedTest(10)
  void everyCallRowAndNanosecondArrivesOnce() throws Exception {
    ExactnessResult result = new ExactnessProof(Duration.ofMinutes(5), "built-in", directory).run();
    assertThat(result.exact()).as(result.toJson()).isTrue();
  }
}
