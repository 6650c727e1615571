package io.dbintel.streams;

import static io.dbintel.streams.model.Chunks.partial;
import static io.dbintel.streams.model.Chunks.row;
import static io.dbintel.streams.model.RawRecords.session;
import static io.dbintel.streams.model.RawRecords.tickPart;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.Session;
import io.dbintel.schemas.avro.StatementRow;
import io.dbintel.streams.model.Chunks;
import io.dbintel.streams.model.CountingOperators;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.model.TopologyHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The sampler inside the topology: what leaves, with which weight, and what is told about it. */
class SamplerInTopologyTest {
  private static final String CALLS = "postgresql.calls";
  private static final String WEIGHT = "dbintel.sample.weight";
  private static final int ROWS = 60;

  private final CountingOperators counts = new CountingOperators();

  @Test
  void rowsThatRulesKeepHaveAWeightAndTheOthersAreInTheRemainderOfTheirDatabase() {
    try (TopologyHarness topology = topology("")) {
      polls(topology);
      List<ResultEvent> events = topology.events("db.server.top_query");

      List<Map<String, Object>> named =
          events.stream()
              .map(ResultEvent::getAttributes)
              .filter(row -> row.containsKey(WEIGHT))
              .toList();
      List<Map<String, Object>> remainders =
          events.stream()
              .map(ResultEvent::getAttributes)
              .filter(row -> !row.containsKey(WEIGHT))
              .toList();
      assertThat(named).filteredOn(row -> row.get(WEIGHT).equals(1.0)).isNotEmpty();
      assertThat(named)
          .filteredOn(row -> row.get(WEIGHT).equals(4.0))
          .hasSizeBetween(5, 30)
          .allMatch(row -> (long) row.get(CALLS) < 1_000);
      assertThat(remainders)
          .hasSize(2)
          .allMatch(row -> row.get("db.namespace").equals("shop"))
          .allMatch(row -> row.get("dbintel.remainder").equals(true));
      assertThat(events.stream().mapToLong(event -> (long) event.getAttributes().get(CALLS)).sum())
          .isEqualTo(2 * (1_000 + 3L * (ROWS - 1)));

      assertThat(counts.decided("adaptive-sampler"))
          .containsKeys("load", "rule_few", "interpreted");
      assertThat(counts.held("adaptive-sampler")).containsOnlyKeys("over_cap", "rule_few");
      assertThat(counts.in("adaptive-sampler"))
          .isEqualTo(named.size() + counts.heldInAll("adaptive-sampler"));
    }
  }

  @Test
  void ruleSeesTheTextOfAStatement() {
    try (TopologyHarness topology = topology("")) {
      topology.send(RawRecords.text(7, "DELETE FROM orders WHERE id = 7"));
      polls(topology);
      assertThat(topology.events("db.server.top_query"))
          .extracting(ResultEvent::getAttributes)
          .filteredOn(row -> "7".equals(row.get("postgresql.queryid")))
          .filteredOn(row -> (long) row.get(CALLS) == 3)
          .isNotEmpty()
          .allMatch(row -> row.get(WEIGHT).equals(1.0));
      assertThat(counts.decided("adaptive-sampler")).containsKey("rule_deletes");
    }
  }

  @Test
  void shadowChangesNothingThatLeaves() {
    List<String> byLoad;
    try (TopologyHarness topology =
        new TopologyHarness("{selection: {top: 1, hardCap: 40, share: 0}, sampler: {rules: []}}")) {
      polls(topology);
      byLoad = ids(topology);
    }
    try (TopologyHarness topology = topology(", shadow: true")) {
      polls(topology);
      assertThat(ids(topology)).isEqualTo(byLoad);
      assertThat(counts.decided("adaptive-sampler")).containsKeys("shadow_kept", "shadow_held");
    }
  }

  @Test
  void sessionsBeyondTheLongestAreSampledWithWeightAndCountedInTheLedger() {
    try (TopologyHarness topology = topology(", sessionsPerTick: 2")) {
      Session[] sessions =
          IntStream.range(0, 40)
              .mapToObj(i -> session(Integer.toString(4_000 + i), 100 + i % 2))
              .toArray(Session[]::new);
      topology.send(tickPart("a", 1, 101, 0, 1, sessions));
      List<ResultEvent> samples = topology.events("db.server.query_sample");
      assertThat(samples)
          .extracting(event -> event.getAttributes().get(WEIGHT))
          .contains(1.0, 4.0)
          .hasSizeBetween(4, 25);

      topology.later(3_600_000).send(partial(1, 200));
      assertThat(topology.events("dbintel.ledger").get(0).getAttributes())
          .containsEntry("dbintel.ledger.sessions.in", 40L)
          .containsEntry("dbintel.ledger.sessions.kept", (long) samples.size());
    }
  }

  @Test
  void overrideOfAPersonHoldsUntilItExpiresByTheInstanceClockAndThenTheRulesDoAgain() {
    try (TopologyHarness topology = topology("")) {
      polls(topology);
      List<ResultEvent> all = new ArrayList<>(topology.events("db.server.top_query"));
      // the harness is at this time, and a poll does not move it
      topology.send(override("one", "1", "2023-11-14T22:23:20Z"));
      topology.send(override("bad", "1.5", "2023-11-14T22:23:20Z"));
      topology.send(Chunks.partial(4, 130, rows(row -> row == 0 ? 3_001 : 10)));
      List<ResultEvent> under = topology.events("db.server.top_query");
      all.addAll(under);
      assertThat(under.stream().filter(event -> event.getAttributes().containsKey(WEIGHT)))
          .as("the hard cap")
          .hasSize(40)
          .allMatch(event -> event.getAttributes().get(WEIGHT).equals(1.0));
      assertThat(counts.decided("adaptive-sampler")).containsKey("override");
      assertThat(counts.held("sampler-override")).containsEntry("invalid_override", 1L);

      topology.later(599_000).send(Chunks.partial(5, 140, rows(row -> row == 0 ? 4_001 : 13)));
      long kept = counts.decided("adaptive-sampler").get("override");
      assertThat(kept).as("one of 40 has its name by its load").isGreaterThan(60);
      topology.later(1_000).send(Chunks.partial(6, 150, rows(row -> row == 0 ? 5_001 : 16)));
      assertThat(counts.decided("adaptive-sampler")).containsEntry("override", kept);
      assertThat(counts.decided("sampler-override"))
          .containsEntry("set", 1L)
          .containsEntry("expired", 1L);
      all.addAll(topology.events("db.server.top_query"));
      assertThat(all.stream().mapToLong(event -> (long) event.getAttributes().get(CALLS)).sum())
          .isEqualTo(5 * (1_000 + 3L * (ROWS - 1)));
    }
  }

  private static Command override(String id, String rate, String expiresAt) {
    Command command = RawRecords.command(id, CommandKind.SAMPLER_OVERRIDE);
    command.setArguments(Map.of("rate", rate, "expires_at", expiresAt, "reason", "incident 7"));
    return command;
  }

  private static List<String> ids(TopologyHarness topology) {
    return topology.events("db.server.top_query").stream().map(ResultEvent::getRecordId).toList();
  }

  private TopologyHarness topology(String more) {
    return new TopologyHarness(
        "{selection: {top: 1, hardCap: 40, share: 0}, sampler: {rules: ["
            + "{name: deletes, when: \"operation == 'DELETE'\", rate: 1},"
            + " {name: few, when: \"calls < 900\", rate: 0.25}]"
            + more
            + "}}",
        counts);
  }

  /**
   * A baseline, a poll for which no loads are known yet, and one more: in both one row grew by
   * 1,000 calls and the others by 3.
   */
  private static void polls(TopologyHarness topology) {
    topology.send(Chunks.full(1, 100, rows(row -> 1)));
    topology.send(Chunks.full(2, 110, rows(row -> row == 0 ? 1_001 : 4)));
    topology.send(Chunks.full(3, 120, rows(row -> row == 0 ? 2_001 : 7)));
  }

  private static StatementRow[] rows(IntToLongFunction calls) {
    return IntStream.range(0, ROWS)
        .mapToObj(i -> row(i + 1, calls.applyAsLong(i)))
        .toArray(StatementRow[]::new);
  }
}
