package io.dbintel.streams;

import static io.dbintel.streams.model.Chunks.full;
import static io.dbintel.streams.model.Chunks.partial;
import static io.dbintel.streams.model.Chunks.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.DeadLetter;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.QueryText;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.registry.UnknownSchemaException;
import io.dbintel.streams.model.CountingOperators;
import io.dbintel.streams.model.TopologyHarness;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseIntelligenceTopologyTest {
  private static final long HOUR_MS = 3_600_000;

  private final TopologyHarness topology = new TopologyHarness();

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void firstFullPollIsTheBaseAndTellsNothing() {
    topology.send(full(1, 100, row(1, 50)));

    assertThat(topology.events()).isEmpty();
    assertThat(topology.entries("statements")).isEqualTo(1);
  }

  @Test
  void growthIsToldUnderTheStatementsNameWithItsText() {
    topology.send(texts(1, "SELECT * FROM orders WHERE id = 7"));
    topology.send(full(1, 100, row(1, 50)));
    topology.send(partial(2, 110, row(1, 53), row(2, 4)));

    List<ResultEvent> events = topology.events("db.server.top_query");
    assertThat(events).hasSize(2);
    Map<String, Object> first = events.get(0).getAttributes();
    assertThat(first)
        .containsEntry("db.system.name", "postgresql")
        .containsEntry("db.namespace", "shop")
        .containsEntry("postgresql.rolname", "app")
        .containsEntry("postgresql.queryid", "1")
        .containsEntry("postgresql.calls", 3L)
        .containsEntry("postgresql.total_exec_time", 3.0)
        .containsEntry("dbintel.total_exec_time_ns", 3_000_000L)
        .containsEntry("dbintel.interval.start", 100_001_000L)
        .containsEntry("dbintel.interval.end", 110_001_000L)
        .doesNotContainKey("dbintel.flags");
    assertThat(first.get("db.query.text").toString()).contains("orders").doesNotContain("7");
    assertThat(events.get(1).getAttributes())
        .containsEntry("postgresql.calls", 4L)
        .containsEntry("dbintel.flags", List.of("first_seen"));
    assertThat(events.get(0).getResource().getServerAddress()).isEqualTo("db.example");
    assertThat(events.get(0).getRecordId()).matches("[0-9a-f]{32}");
  }

  @Test
  void sentAgainTellsNothingTwice() {
    topology.send(full(1, 100, row(1, 50)));
    topology.send(partial(2, 110, row(1, 53)));
    topology.send(partial(2, 110, row(1, 53)));
    topology.send(full(1, 100, row(1, 50)));

    assertThat(topology.events("db.server.top_query")).hasSize(1);
  }

  @Test
  void rowThatLeftTheViewIsForgottenAndStartsFromZeroWhenItComesBack() {
    topology.send(full(1, 100, row(1, 50), row(2, 1)));
    topology.send(full(2, 110, row(2, 1)));
    assertThat(topology.entries("statements")).isEqualTo(1);
    topology.send(partial(3, 120, row(1, 60)));

    assertThat(topology.events("db.server.top_query"))
        .singleElement()
        .extracting(event -> event.getAttributes().get("postgresql.calls"))
        .isEqualTo(60L);
  }

  @Test
  void badRowAloneGoesToTheDeadLettersAndItsBaseStays() {
    topology.send(full(1, 100, row(1, 50), row(2, 10)));
    topology.send(full(2, 110, row(1, List.of(51L)), row(2, 12)));
    topology.send(full(3, 120, row(1, 52), row(2, 12)));

    assertThat(topology.deadLetters())
        .singleElement()
        .extracting(DeadLetter::getReason, DeadLetter::getPayload)
        .containsExactly("invalid_field", null);
    assertThat(topology.events("db.server.top_query"))
        .extracting(event -> event.getAttributes().get("postgresql.calls"))
        .containsExactly(2L, 2L);
  }

  @Test
  void badRowThatIsNotKnownYetIsItsOwnBaseLater() {
    topology.send(full(1, 100, row(1, List.of(1L)), row(2, 10)));
    topology.send(full(2, 110, row(1, 1_000), row(2, 10)));
    topology.send(full(3, 120, row(1, 1_001), row(2, 10)));

    assertThat(topology.events("db.server.top_query"))
        .singleElement()
        .extracting(event -> event.getAttributes().get("postgresql.calls"))
        .isEqualTo(1L);
  }

  @Test
  void undecodableRecordGoesToTheDeadLettersWithoutItsBytes() {
    topology.sendBytes(TopologyHarness.INSTANCE, new byte[] {9, 8, 7});
    topology.sendBytes("no-instance-id", topology.bytes(full(1, 100)));

    List<DeadLetter> letters = topology.deadLetters();
    assertThat(letters)
        .extracting(DeadLetter::getReason)
        .containsExactly("undecodable", "invalid_field");
    assertThat(letters).allMatch(letter -> letter.getPayload() == null);
    assertThat(letters.get(0).getTopic()).isEqualTo("dbintel.raw");
  }

  @Test
  void unknownSchemaStopsThePartition() {
    byte[] value = {0, (byte) 0x80, 0, 0, 1, 5};

    assertThatThrownBy(() -> topology.sendBytes(TopologyHarness.INSTANCE, value))
        .hasRootCauseInstanceOf(UnknownSchemaException.class);
  }

  @Test
  void commandAsksTheAgentsForAFullPoll() {
    topology.send(command(CommandKind.FULL_POLL));
    topology.send(command(CommandKind.FULL_POLL));

    assertThat(topology.control())
        .extracting(document -> document.getVersion() + ":" + document.getFullPollWanted())
        .containsExactly("1:1", "2:2");
  }

  @Test
  void forgetDropsEverythingButTheControlVersion() {
    topology.send(texts(1, "SELECT 1"));
    topology.send(full(1, 100, row(1, 50)));
    topology.send(command(CommandKind.FORGET));

    assertThat(topology.entries("statements")).isZero();
    assertThat(topology.entries("texts")).isZero();
    topology.send(full(2, 110, row(1, 60)));
    assertThat(topology.events("db.server.top_query")).isEmpty();
    topology.send(command(CommandKind.FULL_POLL));
    assertThat(topology.control()).last().extracting("version").isEqualTo(2L);
  }

  @Test
  void resetBaselineTakesTheNextFullPollAsBase() {
    topology.send(full(1, 100, row(1, 50)));
    topology.send(command(CommandKind.RESET_BASELINE));
    topology.send(full(2, 110, row(1, 60)));
    topology.send(full(3, 120, row(1, 61)));

    assertThat(topology.events("db.server.top_query"))
        .singleElement()
        .extracting(event -> event.getAttributes().get("postgresql.calls"))
        .isEqualTo(1L);
  }

  @Test
  void ledgerOfAnHourBalances() {
    topology.send(full(1, 100, row(1, 50)));
    topology.send(partial(2, 110, row(1, 53), row(2, 4)));
    topology.sendBytes(TopologyHarness.INSTANCE, new byte[] {1});
    topology.later(HOUR_MS).send(outcome(PollStatus.OK));

    assertThat(topology.events("dbintel.ledger"))
        .singleElement()
        .extracting(ResultEvent::getAttributes)
        .satisfies(
            ledger ->
                assertThat(ledger)
                    .containsEntry("dbintel.ledger.calls.in", 7L)
                    .containsEntry("dbintel.ledger.calls.named", 7L)
                    .containsEntry("dbintel.ledger.calls.remainder", 0L)
                    .containsEntry("dbintel.ledger.first_seen", 1L)
                    .containsEntry("dbintel.ledger.baseline_rows", 1L)
                    .containsEntry("dbintel.ledger.records.rejected", 1L)
                    .containsEntry("dbintel.ledger.quality_score", 2.0 / 3)
                    .containsEntry("dbintel.ledger.last_read", 110_001_000L));
    assertThat(topology.instanceBytes()).isLessThan(2_048);
  }

  @Test
  void everyOperatorLetsOutOrHoldsWhatItTookIn() {
    CountingOperators counts = new CountingOperators();
    try (TopologyHarness counted =
        new TopologyHarness("{selection: {top: 1, hardCap: 1}}", counts)) {
      counted.send(full(1, 100, row(1, 50), row(2, 1)));
      counted.send(full(2, 110, row(1, 51), row(2, List.of(1L)), row(3, 4)));
      counted.send(partial(1, 90, row(1, 1)));
      counted.send(texts(1, "SELECT 1"));
      counted.sendBytes(TopologyHarness.INSTANCE, new byte[] {1});
    }
    assertThat(counts.operators())
        .contains("validation", "verification", "read-order", "counter-deltas", "top-statements");
    assertThat(counts.operators())
        .allSatisfy(
            name -> assertThat(counts.out(name) + counts.held(name)).isEqualTo(counts.in(name)));
    assertThat(counts.reasons())
        .contains("undecodable", "invalid_row", "stale", "baseline", "unreadable", "over_cap");
  }

  private static Command command(CommandKind kind) {
    return new Command("c", kind, "test", 0L, Map.of());
  }

  private static QueryTexts texts(long queryid, String text) {
    return new QueryTexts(
        "postgresql",
        "agent-1",
        "db.example",
        5432,
        1L,
        1,
        List.of(new QueryText(5L, queryid, text, false)));
  }

  private static PollOutcome outcome(PollStatus status) {
    return PollOutcome.newBuilder()
        .setSystem("postgresql")
        .setIncarnation("agent-1")
        .setCollector("query_stats")
        .setScheduledAt(1L)
        .setDurationNs(1L)
        .setStatus(status)
        .setServerAddress("db.example")
        .setServerPort(5432)
        .build();
  }
}
