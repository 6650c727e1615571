package io.dbintel.streams;

import static io.dbintel.streams.model.RawRecords.session;
import static io.dbintel.streams.model.RawRecords.tickPart;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.SessionTick;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.model.TopologyHarness;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionsInTopologyTest {
  private static final String SAMPLE = "db.server.query_sample";

  private final TopologyHarness topology = new TopologyHarness();

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void sampleHasTheReceiversNamesAndNoLiteral() {
    topology.send(tick("a", 1, 100));

    ResultEvent event = topology.events(SAMPLE).get(0);
    assertThat(event.getTime()).isEqualTo(100_000_000L);
    assertThat(event.getAttributes())
        .containsEntry("db.namespace", "shop")
        .containsEntry("user.name", "app")
        .containsEntry("postgresql.pid", 4711L)
        .containsEntry("postgresql.state", "active")
        .containsEntry("postgresql.wait_event", "transactionid")
        .containsEntry("postgresql.query_id", "-5")
        .containsEntry("postgresql.total_exec_time", 2_000.0)
        .containsEntry("postgresql.blocking.pids", "{12,13}")
        .containsEntry("postgresql.query_start", "1970-01-01T00:01:38Z")
        .containsEntry("dbintel.session.type", "client backend")
        .containsEntry("dbintel.session.transaction_id", "991")
        .containsEntry("db.query.comment_tags.route", "checkout");
    assertThat(event.getAttributes().get("db.query.text").toString())
        .contains("accounts")
        .doesNotContain("secret");
  }

  @Test
  void oneProcessLeadsUntilItIsSilentForThreeIntervals() {
    topology.send(tick("a", 1, 100));
    topology.later(2_000).send(tick("b", 1, 111));
    topology.later(500).send(tick("a", 2, 112));
    assertThat(topology.events(SAMPLE)).hasSize(2);

    topology.later(3_100).send(tick("b", 2, 125));
    topology.later(100).send(tick("a", 3, 140));

    assertThat(topology.events(SAMPLE))
        .extracting(ResultEvent::getTime)
        .containsExactly(125_000_000L);
  }

  @Test
  void ticksBetweenTwoSamplesAreNotEmitted() {
    topology.send(tick("a", 1, 100));
    topology.later(1_000).send(tick("a", 2, 101));
    topology.later(9_000).send(tick("a", 3, 110));

    assertThat(topology.events(SAMPLE))
        .extracting(ResultEvent::getTime)
        .containsExactly(100_000_000L, 110_000_000L);
  }

  @Test
  void everyPartOfATickIsEmittedOnce() {
    List<SessionTick> parts =
        List.of(
            tickPart("a", 1, 100, 0, 3, session("1", 100)),
            tickPart("a", 1, 100, 1, 3, session("2", 100)),
            tickPart("a", 1, 100, 2, 3, session("3", 100)));
    parts.forEach(topology::send);
    parts.forEach(topology::send);

    assertThat(topology.events(SAMPLE))
        .extracting(event -> event.getAttributes().get("postgresql.pid"))
        .containsExactly(1L, 2L, 3L);
  }

  private static SessionTick tick(String incarnation, long seq, long second) {
    return RawRecords.tick(incarnation, seq, second, session("4711", second));
  }
}
