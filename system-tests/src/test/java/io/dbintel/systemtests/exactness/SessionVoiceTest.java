package io.dbintel.systemtests.exactness;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.embedded.ReceivedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionVoiceTest {

  private final RawLogs raw =
      new RawLogs()
          .tick("a", 1, 1_000, 2)
          .tick("b", 1, 1_500, 2)
          .tick("a", 2, 2_000, 1)
          .tick("b", 2, 5_001, 3);

  private final List<ReceivedLog> told = new ArrayList<>();

  @Test
  void oneVoiceWholeAndOnceHolds() {
    tell(1_000, 2);
    tell(2_000, 1);
    tell(5_001, 3);
    SessionsResult result = result();
    assertThat(result.holds()).as(result.toMap().toString()).isTrue();
    assertThat(result.accepted()).isEqualTo(3);
    assertThat(result.ofOthers()).isEqualTo(1);
    assertThat(result.takeovers()).isEqualTo(1);
    assertThat(result.told()).isEqualTo(6);
  }

  @Test
  void aTickThatIsLostPartialDoubledOrOfAnotherVoiceIsFound() {
    tell(1_000, 2);
    tell(2_000, 1);
    assertThat(result().differing()).isEqualTo(1);
    tell(5_001, 2);
    assertThat(result().differing()).isEqualTo(1);
    tell(5_001, 2);
    assertThat(result().duplicates()).isEqualTo(2);
    tell(1_500, 2);
    assertThat(result().differing()).isEqualTo(2);
    assertThat(result().holds()).isFalse();
  }

  @Test
  void aTickOfTheVoiceThatIsNotInTheLogIsFound() {
    assertThat(
            SessionVoice.compare(
                    new RawLogs().tick("a", 1, 1_000, 1).tick("a", 3, 3_000, 1).log(),
                    told,
                    RawLogs.INSTANCE)
                .lost())
        .isEqualTo(1);
  }

  private SessionsResult result() {
    return SessionVoice.compare(raw.log(), told, RawLogs.INSTANCE);
  }

  private void tell(long millis, int sessions) {
    for (int i = 0; i < sessions; i++) {
      told.add(
          new ReceivedLog(
              Map.of("dbintel.instance", RawLogs.INSTANCE),
              "db.server.query_sample",
              millis * 1_000_000,
              Map.of("dbintel.record.id", millis + "/" + i)));
    }
  }
}
