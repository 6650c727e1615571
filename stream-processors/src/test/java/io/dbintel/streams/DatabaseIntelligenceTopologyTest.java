package io.dbintel.streams;

import static io.dbintel.streams.model.Chunks.full;
import static io.dbintel.streams.model.Chunks.partial;
import static io.dbintel.streams.model.Chunks.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.dbintel.schemas.avro.DeadLetter;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.registry.UnknownSchemaException;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.model.TopologyHarness;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
  void firstFullPollIsTheBaseAndEmitsNothing() {
    topology.send(full(1, 100, row(1, 50)));

    assertThat(topology.events()).isEmpty();
    assertThat(topology.entries("statements")).isEqualTo(1);
  }

  @Test
  void growthIsEmittedUnderTheStatementsNameWithItsText() {
    topology.send(RawRecords.text(1, "SELECT * FROM orders WHERE id = 7"));
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
  void pollSentAgainEmitsNothingTwice() {
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
  void unknownSchemaOfARegistryStopsThePartition() {
    byte[] value = {0, 0, 0, 0, 1, 5};

    assertThatThrownBy(() -> topology.sendBytes(TopologyHarness.INSTANCE, value))
        .hasRootCauseInstanceOf(UnknownSchemaException.class);
  }

  @Test
  void ledgerOfAnHourBalances() {
    topology.send(full(1, 100, row(1, 50)));
    topology.send(partial(2, 110, row(1, 53), row(2, 4)));
    topology.sendBytes(TopologyHarness.INSTANCE, new byte[] {1});
    topology.later(HOUR_MS).send(RawRecords.outcome(PollStatus.OK));

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
  void qualityOfAnHourIsToldBesideItsLedger() {
    topology.send(full(1, 100, row(1, 50)));
    topology.send(partial(2, 110, row(1, 53), row(2, 4)));
    topology.sendBytes(TopologyHarness.INSTANCE, new byte[] {1});
    topology.later(HOUR_MS).send(RawRecords.outcome(PollStatus.OK));

    Map<String, Map<String, Object>> events =
        topology.events().stream()
            .collect(
                Collectors.toMap(
                    ResultEvent::getEventName, ResultEvent::getAttributes, (one, other) -> other));
    assertThat(events.get("dbintel.quality"))
        .containsEntry("db.system.name", "postgresql")
        .containsEntry(
            "dbintel.quality.share.records",
            events.get("dbintel.ledger").get("dbintel.ledger.quality_score"))
        .containsEntry("dbintel.quality.score", (2.0 / 3 + 2) / 3)
        .containsEntry("dbintel.quality.checked.statements", 3L)
        .containsEntry("dbintel.quality.reason.invalid", 1L)
        .containsEntry("dbintel.quality.reason.work_without_calls", 0L);
  }

  @Test
  void thresholdsOfQualityThatMoveInTheSameHourAreEventsOfTheirOwn() {
    for (int hour = 0; hour <= 25; hour++) {
      topology.send(full(hour + 1, 100 + 3_600L * hour, row(1, 50 + hour)));
      topology.later(HOUR_MS);
    }

    List<ResultEvent> moved = topology.events("dbintel.quality.threshold");
    assertThat(moved)
        .extracting(
            event -> event.getAttributes().get("dbintel.quality.threshold.name"),
            event -> event.getAttributes().get("dbintel.quality.threshold.to"))
        .contains(tuple("late_after", 90_000L), tuple("max_calls_per_second", 1_000_000L));
    assertThat(moved).extracting(ResultEvent::getRecordId).doesNotHaveDuplicates();
  }

  @Test
  void cardinalityOfAnHourIsToldUnderTheNamesOfAttributes() {
    topology.send(full(1, 100, row(1, 50), row(2, 4)));
    topology.later(HOUR_MS).send(full(2, 3_700, row(1, 50)));

    assertThat(topology.events("dbintel.cardinality"))
        .singleElement()
        .extracting(ResultEvent::getAttributes)
        .satisfies(
            cardinality ->
                assertThat(cardinality)
                    .containsEntry("dbintel.cardinality.dbintel.statement.key", 2L)
                    .containsEntry("dbintel.cardinality.db.namespace", 1L));
  }
}
