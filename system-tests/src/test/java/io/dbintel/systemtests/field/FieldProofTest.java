package io.dbintel.systemtests.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.systemtests.field.FieldResult.Line;
import io.dbintel.systemtests.field.FieldResult.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A few odd servers with every build, all of them in the campaign. */
class FieldProofTest {

  private static final Set<String> WITH_EVERY_BUILD =
      Set.of(
          "extra_float_digits = -15",
          "role with hostile settings",
          "names like x#y/z",
          "planted function and table in public",
          "password ends in a blank, not ASCII",
          "SQL_ASCII, statement with invalid bytes",
          "standby, default isolation serializable");

  @Test
  void aFewOddServersAreRead() throws Exception {
    List<String> lines = new ArrayList<>();
    FieldResult result =
        new FieldProof(server -> WITH_EVERY_BUILD.contains(server.name()), lines::add).run();
    assertThat(result.count(Status.OK)).as(lines.toString()).isEqualTo(WITH_EVERY_BUILD.size());
    assertThat(result.toJson())
        .isEqualTo("{\"proof\":\"field\",\"ok\":7,\"failed\":0,\"skipped\":0}");
  }

  @Test
  @Tag("campaign")
  void allOddServersAreRead() throws Exception {
    List<String> lines = new ArrayList<>();
    FieldResult result = new FieldProof(server -> true, lines::add).run();
    assertThat(result.count(Status.FAILED)).as(String.join("\n", lines)).isZero();
  }

  @Test
  void aLineSaysWhatWhereAndWhy() {
    OddServer server = OddServers.ALL.get(0);
    assertThat(new Line(server, Status.FAILED, "a reason").text())
        .startsWith("FAILED")
        .contains(server.name(), "PostgreSQL 18", server.asserted())
        .endsWith("(a reason)");
    assertThat(new FieldResult(List.of(new Line(server, Status.SKIPPED, "why"))).toJson())
        .endsWith("\"failed\":0,\"skipped\":1}");
  }
}
