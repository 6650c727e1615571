package io.dbintel.streams;

import static io.dbintel.streams.model.Chunks.toyFull;
import static io.dbintel.streams.model.Chunks.toyPartial;
import static io.dbintel.streams.model.Chunks.toyRow;
import static io.dbintel.streams.model.RawRecords.group;
import static io.dbintel.streams.model.RawRecords.reading;
import static io.dbintel.streams.model.RawRecords.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.QueryText;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.Session;
import io.dbintel.schemas.avro.SessionTick;
import io.dbintel.schemas.avro.StatementRow;
import io.dbintel.streams.model.Keys;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.model.TopologyHarness;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A database system that is a catalogue file and nothing else (src/test/resources): other keys,
 * other counters, another language. What works for it does not know PostgreSQL.
 */
class OtherSystemInTopologyTest {
  private static final long HOUR_MS = 3_600_000;

  private final TopologyHarness topology = new TopologyHarness("{selection: {top: 1, hardCap: 1}}");

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void growthIsEmittedUnderTheNamesOfItsCatalogue() {
    topology.send(
        RawRecords.texts(
            "toy",
            new QueryText(Keys.toyText(9), "job-9", "SELECT x FROM jobs WHERE n = 7", false)));
    topology.send(toyFull(1, 100, toyRow(9, 1, 10, 1)));
    topology.send(toyPartial(2, 110, toyRow(9, 1, 14, 2)));

    ResultEvent event = topology.events("db.server.top_query").get(0);
    assertThat(event.getResource().getSystem()).isEqualTo("toy");
    assertThat(event.getAttributes())
        .containsEntry("db.system.name", "toy")
        .containsEntry("db.namespace", "shop")
        .containsEntry("toy.job", "job-9")
        .containsEntry("toy.runs", 4L)
        .containsEntry("toy.items", 8L)
        .containsEntry("toy.elapsed", 4.0)
        .containsEntry("dbintel.elapsed_ns", 4_000_000L)
        .containsEntry("dbintel.busy_ns", 2_000_000L)
        .containsEntry("toy.failures", 1L)
        .containsEntry("dbintel.statement.key", "0000090001")
        .containsEntry("dbintel.nested", false);
    assertThat(event.getAttributes().keySet()).noneMatch(name -> name.contains("postgresql"));
    assertThat(event.getAttributes().get("db.query.text").toString())
        .contains("jobs")
        .doesNotContain("7");
  }

  @Test
  void rowsThatShareTheLeadingBytesOfTheirKeysShareTheText() {
    topology.send(
        RawRecords.texts("toy", new QueryText(Keys.toyText(9), "job-9", "SELECT 1", false)));
    topology.send(toyFull(1, 100));
    topology.send(toyPartial(2, 110, toyRow(9, 1, 5, 0)));
    topology.send(toyPartial(3, 120, toyRow(9, 2, 5, 0)));
    topology.send(toyPartial(4, 130, toyRow(10, 2, 5, 0)));

    assertThat(topology.events("db.server.top_query"))
        .extracting(event -> event.getAttributes().containsKey("db.query.text"))
        .containsExactly(true, true, false);
  }

  @Test
  void rowThatLeftTheViewIsForgottenInTheOrderOfItsKeys() {
    StatementRow high = toyRow(0xFF0001, 0xFFFF, 1, 0);
    topology.send(toyFull(1, 100, toyRow(1, 0, 1, 0), toyRow(2, 0, 1, 0), high));
    assertThat(topology.statementRows()).isEqualTo(3);

    topology.send(toyFull(2, 110, toyRow(2, 0, 1, 0)));

    assertThat(topology.statementRows()).isEqualTo(1);
  }

  @Test
  void remainderAndLedgerAddUpByTheRolesOfItsCounters() {
    topology.send(toyFull(1, 100, toyRow(1, 0, 1, 0), toyRow(2, 0, 1, 0)));
    topology.send(toyPartial(2, 110, toyRow(1, 0, 6, 0), toyRow(2, 0, 3, 1)));
    topology.later(HOUR_MS).send(toyPartial(3, 120));

    List<ResultEvent> events = topology.events();
    assertThat(events)
        .filteredOn(event -> event.getEventName().equals("db.server.top_query"))
        .extracting(event -> event.getAttributes().get("toy.runs"))
        .containsExactly(5L, 2L);
    assertThat(events)
        .filteredOn(event -> event.getEventName().equals("dbintel.ledger"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getAttributes())
                    .containsEntry("db.system.name", "toy")
                    .containsEntry("dbintel.ledger.calls.in", 7L)
                    .containsEntry("dbintel.ledger.calls.named", 5L)
                    .containsEntry("dbintel.ledger.calls.remainder", 2L)
                    .containsEntry("dbintel.ledger.rows.in", 14L)
                    .containsEntry("dbintel.ledger.time_ns.in", 7_000_000L));
  }

  @Test
  void metricsAreThoseOfItsCatalogue() {
    for (long seq = 1; seq <= 2; seq++) {
      topology.send(
          RawRecords.metricsOf(
              "toy",
              "a",
              seq,
              group(
                  "jobs",
                  100 + seq,
                  row(
                      Map.of("toy.queue", "q"),
                      reading("toy.jobs.done", 10 * seq),
                      reading("toy.jobs.waiting", 3L),
                      reading("postgresql.backends", 3L))),
              group("body", 100 + seq, row(Map.of(), reading("toy.heat", 36.5)))));
    }

    List<String> names =
        topology.metrics().stream()
            .flatMap(result -> result.getMetrics().stream())
            .map(Metric::getName)
            .toList();
    assertThat(names)
        .containsOnlyOnce("toy.jobs.done")
        .contains("toy.jobs.waiting", "toy.heat")
        .doesNotContain("postgresql.backends");
  }

  @Test
  void sessionHasTheAttributesOfItsCatalogue() {
    Session session =
        Session.newBuilder()
            .setSessionId("worker-a")
            .setSessionStart(1L)
            .setSessionType("worker")
            .setState("busy")
            .setActive(true)
            .build();
    SessionTick tick = RawRecords.tick("a", 1, 100, session);
    tick.setSystem("toy");
    tick.setLanguage("generic_sql");
    topology.send(tick);

    assertThat(topology.events("db.server.query_sample"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getAttributes())
                    .containsEntry("toy.worker", "worker-a")
                    .containsEntry("toy.state", "busy")
                    .doesNotContainKey("db.query.text"));
  }

  @Test
  void systemWithoutACatalogueIsADeadLetterThatNamesIt() {
    var chunk = toyFull(1, 100);
    chunk.setSystem("unheard_of");
    topology.send(chunk);
    topology.send(RawRecords.outcome(PollStatus.OK));

    assertThat(topology.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.getMessage()).contains("unheard_of"));
  }
}
