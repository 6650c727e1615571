package io.dbintel.systemtests.exactness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The proof on every version, and again and again on the newest, faults at other moments. */
@Tag("campaign")
class ExactnessCampaignTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"12", "13", "14", "16", "17", "18"})
  void everythingThatTheVersionCountsArrivesOnce(String version) throws Exception {
    proves(version, Duration.ofMinutes(1));
  }

  @RepeatedTest(5)
  void everyCallRowAndNanosecondArrivesOnce() throws Exception {
    proves("18", Duration.ofMinutes(5));
  }

  private void proves(String version, Duration duration) throws Exception {
    ExactnessResult result = new ExactnessProof(version, duration, "built-in", directory).run();
    assertThat(result.exact()).as(result.toJson()).isTrue();
  }
}
