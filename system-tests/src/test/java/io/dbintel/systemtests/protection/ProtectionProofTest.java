package io.dbintel.systemtests.protection;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.systemtests.protection.ProtectionResult.Line;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One trouble with every build, all of them in the campaign. */
class ProtectionProofTest {

  @Test
  void anAgentLeavesALockedDatabaseAloneAndComesBack() throws Exception {
    List<String> lines = new ArrayList<>();
    ProtectionResult result = new ProtectionProof("lock queue"::equals, lines::add).run();
    assertThat(result.ok()).as(lines.toString()).isTrue();
    assertThat(result.lines())
        .singleElement()
        .matches(line -> line.reason().equals("lock_queue"))
        .matches(line -> line.probes() == ProtectionRig.PROBES);
  }

  @Test
  @Tag("campaign")
  void andEveryOtherDatabaseInTrouble() throws Exception {
    List<String> lines = new ArrayList<>();
    ProtectionResult result = new ProtectionProof(name -> true, lines::add).run();
    assertThat(result.ok()).as(String.join("\n", lines)).isTrue();
  }

  @Test
  void aLineSaysWhatCameAndWhatDidNotHold() {
    Line good = new Line("lock queue", 1_234, "lock_queue", 3, "");
    Line bad = new Line("CPU hog", -1, "", 0, "waited in vain");
    assertThat(good.text())
        .isEqualTo(
            "ok      lock queue               opened after 1.2 s (lock_queue), statements stopped,"
                + " probes: 3, closed");
    assertThat(bad.text()).startsWith("FAILED  CPU hog").endsWith("waited in vain");
    assertThat(new ProtectionResult(List.of(good, bad)).ok()).isFalse();
    assertThat(new ProtectionResult(List.of()).ok()).isFalse();
    assertThat(new ProtectionResult(List.of(good)).toJson())
        .isEqualTo(
            "{\"proof\":\"protection\",\"ok\":true,\"troubles\":[{\"trouble\":\"lock"
                + " queue\",\"ok\":true,"
                + "\"opened_after_ms\":1234,\"reason\":\"lock_queue\",\"probes\":3}]}");
  }
}
