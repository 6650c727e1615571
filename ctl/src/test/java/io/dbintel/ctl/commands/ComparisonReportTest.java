package io.dbintel.ctl.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.ctl.compare.Comparison;
import io.dbintel.ctl.compare.Measure;
import io.dbintel.ctl.compare.Measure.Verdict;
import io.dbintel.schemas.InstanceId;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ComparisonReportTest {

  private static final InstanceId INSTANCE = new InstanceId("acme", "orders");

  private static Comparison comparison(Measure measure, Map<String, Long> gaps) {
    return new Comparison(
        0,
        70_000_000,
        7,
        measure,
        measure,
        measure,
        3,
        new TreeMap<>(gaps),
        new TreeMap<>(Map.of()));
  }

  @Test
  void equalityIsClaimedWhereNothingElseIsPossible() {
    Measure exact = new Measure(1_500_000, 1_500_000, 1_500_000, Verdict.EXACT);
    assertThat(ComparisonReport.lines(INSTANCE, comparison(exact, Map.of())))
        .containsExactly(
            "ledger of acme/orders and its database, polls from 1970-01-01T00:00:00Z to"
                + " 1970-01-01T00:01:10Z (7 seen)",
            "            told  counted at least  counted at most  difference  verdict",
            "calls  1,500,000         1,500,000        1,500,000        none  exactly equal",
            "rows   1,500,000         1,500,000        1,500,000        none  exactly equal",
            "time    1.500 ms          1.500 ms         1.500 ms        none  exactly equal",
            "Nothing else is possible: the database was read alike before and after the polls.");
  }

  @Test
  void whatNothingExplainsIsToBeReported() throws Exception {
    Comparison wrong = comparison(new Measure(90, 100, 110, Verdict.TOO_LITTLE), Map.of());
    assertThat(String.join("\n", ComparisonReport.lines(INSTANCE, wrong)))
        .contains("-10  TOO LITTLE")
        .contains("are 10 calls")
        .contains("3 of them by the role of the agent")
        .contains("Nothing explains the difference");
    JsonNode json = new ObjectMapper().readTree(ComparisonReport.json(INSTANCE, wrong));
    assertThat(json.path("wrong").asBoolean()).isTrue();
    assertThat(json.path("calls").path("difference").asLong()).isEqualTo(-10);
    assertThat(json.path("to").asText()).isEqualTo("1970-01-01T00:01:10Z");
  }

  @Test
  void gapsAreNamed() {
    Comparison less =
        comparison(
            new Measure(90, 100, 110, Verdict.LESS_WITH_REASON), Map.of("gaps.reset", 1_200L));
    assertThat(ComparisonReport.lines(INSTANCE, less))
        .contains("Gaps that the ledger names: gaps.reset 1,200")
        .noneMatch(line -> line.contains("report it"));
  }
}
