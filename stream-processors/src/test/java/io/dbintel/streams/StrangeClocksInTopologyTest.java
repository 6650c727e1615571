package io.dbintel.streams;

import static io.dbintel.streams.model.Chunks.full;
import static io.dbintel.streams.model.Chunks.partial;
import static io.dbintel.streams.model.Chunks.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricPoint;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.SessionTick;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.model.TopologyHarness;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts with a wrong clock neither silence an instance nor end what is remembered of it. */
class StrangeClocksInTopologyTest {
  private static final long HOUR_MS = 3_600_000;
  private static final long DAY_MS = 24 * HOUR_MS;

  private final TopologyHarness topology = new TopologyHarness();
  private long seq;
  private long second = 100;

  @AfterEach
  void close() {
    topology.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "2093-01-01T00:00:00Z"})
  void oneRecordOfAnotherCenturyChangesNothing(String time) {
    begin();
    topology.send(
        TopologyHarness.INSTANCE,
        Instant.parse(time).toEpochMilli(),
        RawRecords.outcome(PollStatus.OK));
    everythingGoesOn("session-agent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "2093-01-01T00:00:00Z"})
  void aClockThatWasWrongForAWhileIsGotOver(String time) {
    begin();
    long wrong = Instant.parse(time).toEpochMilli();
    for (int i = 0; i < 20; i++) {
      topology.send(TopologyHarness.INSTANCE, wrong + 1_000 * i, RawRecords.outcome(PollStatus.OK));
    }
    topology.send(TopologyHarness.INSTANCE, wrong + 30_000, tick("session-agent"));
    for (int i = 0; i < 5; i++) {
      topology.later(1_000).send(RawRecords.outcome(PollStatus.OK));
    }
    topology.events();
    everythingGoesOn("later-agent");
  }

  @Test
  void anOutageOfThreeDaysLosesNothing() {
    begin();
    topology.later(3 * DAY_MS);
    second += 3 * 86_400;
    everythingGoesOn("later-agent");
  }

  private void begin() {
    topology.send(RawRecords.text(1, "SELECT a FROM t"));
    topology.send(full(++seq, second, row(1, 10)));
    topology.send(metrics(1_000));
    topology.send(tick("session-agent"));
    topology.events();
    topology.metrics();
  }

  private void everythingGoesOn(String sessions) {
    second += 10;
    topology.later(60_000).send(partial(++seq, second, row(1, 17)));
    assertThat(topology.events("db.server.top_query"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getAttributes())
                    .containsEntry("postgresql.calls", 7L)
                    .containsEntry("db.query.text", "SELECT a FROM t"));
    topology.send(metrics(1_005));
    assertThat(topology.metrics())
        .flatExtracting(result -> result.getMetrics())
        .filteredOn(metric -> metric.getName().startsWith("postgresql."))
        .flatExtracting(Metric::getPoints)
        .extracting(MetricPoint::getLongValue)
        .containsExactly(5L);
    topology.later(60_000).send(tick(sessions));
    assertThat(topology.events("db.server.query_sample")).hasSize(1);
    topology.later(HOUR_MS).send(RawRecords.outcome(PollStatus.OK));
    assertThat(topology.events()).extracting(ResultEvent::getEventName).contains("dbintel.ledger");
    topology.later(DAY_MS).send(RawRecords.outcome(PollStatus.OK));
    topology.later(DAY_MS).send(RawRecords.outcome(PollStatus.OK));
    assertThat(topology.events())
        .extracting(ResultEvent::getEventName)
        .contains("dbintel.tenant.usage");
  }

  private MetricPoll metrics(long commits) {
    return RawRecords.metrics(
        "a",
        ++seq,
        RawRecords.group(
            "databases",
            second,
            RawRecords.row(
                Map.of("db.namespace", "shop"),
                RawRecords.reading("postgresql.commits", commits))));
  }

  private SessionTick tick(String agent) {
    return RawRecords.tick(agent, ++seq, second, RawRecords.session("1", second));
  }
}
