package io.dbintel.streams;

import io.dbintel.streams.records.MetricReading;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.MetricType;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.avro.Session;
import io.dbintel.schemas.avro.SessionTick;
import io.dbintel.streams.model.TopologyHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionsAndMetricsInTopologyTest {
  private final TopologyHarness topology = new TopologyHarness();

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void sampleHasTheReceiversNamesAndNoLiteral() {
    topology.send(tick("a", 1, 100));

    ResultEvent event = topology.events("db.server.query_sample").get(0);
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
        .containsEntry("postgresql.query_start", "1970-01-01T00:01:38Z");
    assertThat(event.getAttributes().get("db.query.text").toString())
        .contains("accounts")
        .doesNotContain("secret");
  }

  @Test
  void oneProcessIsTheVoiceUntilItIsSilentForThreeIntervals() {
    topology.send(tick("a", 1, 100));
    topology.later(2_000).send(tick("b", 1, 111));
    topology.later(500).send(tick("a", 1, 112));
    assertThat(topology.events("db.server.query_sample")).hasSize(1);

    topology.later(3_100).send(tick("b", 2, 125));
    topology.later(100).send(tick("a", 2, 140));

    assertThat(topology.events("db.server.query_sample")).hasSize(1);
  }

  @Test
  void ticksBetweenTwoSamplesAreNotTold() {
    topology.send(tick("a", 1, 100));
    topology.later(1_000).send(tick("a", 2, 101));
    topology.later(9_000).send(tick("a", 3, 110));

    assertThat(topology.events("db.server.query_sample")).hasSize(2);
  }

  @Test
  void countersBecomeDeltasAndGaugesStay() {
    topology.send(metrics("a", 1, 100, 1_000, 10));
    topology.send(metrics("a", 2, 110, 1_025, 12));

    List<ResultMetrics> results = topology.metrics();
    assertThat(results).hasSize(2);
    assertThat(names(results.get(0))).containsExactly("postgresql.backends", "vendor.novelty");
    Metric commits = metric(results.get(1), "postgresql.commits");
    assertThat(commits.getType()).isEqualTo(MetricType.SUM);
    assertThat(commits.getMonotonic()).isTrue();
    assertThat(commits.getDelta()).isTrue();
    assertThat(commits.getPoints())
        .singleElement()
        .satisfies(
            point -> {
              assertThat(point.getLongValue()).isEqualTo(25);
              assertThat(point.getStartTime()).isEqualTo(100_001_000L);
              assertThat(point.getTime()).isEqualTo(110_001_000L);
              assertThat(point.getAttributes()).containsEntry("db.namespace", "shop");
            });
    assertThat(metric(results.get(1), "postgresql.bgwriter.duration").getPoints().get(0))
        .satisfies(point -> assertThat(point.getDoubleValue()).isEqualTo(1.0));
    Metric backends = metric(results.get(1), "postgresql.backends");
    assertThat(backends.getMonotonic()).isFalse();
    assertThat(backends.getDelta()).isFalse();
    assertThat(backends.getPoints().get(0).getLongValue()).isEqualTo(12);
    assertThat(metric(results.get(1), "vendor.novelty").getType()).isEqualTo(MetricType.GAUGE);
  }

  @Test
  void counterThatFellWithoutAResetWeSawIsItsOwnBase() {
    topology.send(metrics("a", 1, 100, 1_000, 10));
    topology.send(metrics("a", 2, 110, 400, 10));
    topology.metrics();
    topology.send(metrics("b", 1, 109, 500, 10));
    topology.send(metrics("b", 2, 120, 450, 10));

    assertThat(topology.metrics())
        .singleElement()
        .satisfies(
            result ->
                assertThat(metric(result, "postgresql.commits").getPoints().get(0).getLongValue())
                    .isEqualTo(50));
  }

  @Test
  void counterResetAfterTheLastReadStartsFromZero() {
    topology.send(metrics("a", 1, 100, 1_000, 10));
    topology.metrics();
    MetricPoll poll = metrics("a", 2, 110, 30, 10);
    poll.setResets(Map.of("shop", 105_000_000L));
    topology.send(poll);

    assertThat(metric(topology.metrics().get(0), "postgresql.commits").getPoints())
        .singleElement()
        .satisfies(point -> assertThat(point.getLongValue()).isEqualTo(30));
  }

  @Test
  void manyPointsAreSentInRecordsOfBoundedSize() {
    MetricPoll poll = metrics("a", 1, 100, 1, 1);
    List<MetricReading> readings = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      readings.add(reading("postgresql.table.size", Map.of("table", "t" + i), 5L, null));
    }
    poll.setReadings(readings);
    topology.send(poll);

    assertThat(topology.metrics())
        .hasSize(3)
        .extracting(ResultMetrics::getRecordId)
        .doesNotHaveDuplicates();
  }

  @Test
  void readingWithTwoValuesIsADeadLetter() {
    MetricPoll poll = metrics("a", 1, 100, 1, 1);
    poll.setReadings(List.of(reading("postgresql.backends", Map.of(), 1L, 1.0)));
    topology.send(poll);

    assertThat(topology.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.getMessage()).contains("two values"));
  }

  private static List<String> names(ResultMetrics result) {
    return result.getMetrics().stream().map(Metric::getName).toList();
  }

  private static Metric metric(ResultMetrics result, String name) {
    return result.getMetrics().stream()
        .filter(metric -> metric.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static MetricReading reading(
      String name, Map<String, String> attributes, Long longValue, Double doubleValue) {
    return new MetricReading(name, attributes, longValue, doubleValue);
  }

  private static MetricPoll metrics(
      String incarnation, long seq, long second, long commits, long backends) {
    Map<String, String> shop = Map.of("db.namespace", "shop");
    return MetricPoll.newBuilder()
        .setSystem("postgresql")
        .setIncarnation(incarnation)
        .setServerAddress("db.example")
        .setServerPort(5432)
        .setSeq(seq)
        .setReadStart(second * 1_000_000)
        .setReadEnd(second * 1_000_000 + 1_000)
        .setSystemIdentifier("7")
        .setPostmasterStart(1L)
        .setReadings(
            List.of(
                reading("postgresql.commits", shop, commits, null),
                reading("postgresql.bgwriter.duration", Map.of(), null, (double) seq),
                reading("postgresql.backends", shop, backends, null),
                reading("vendor.novelty", Map.of(), null, 0.5)))
        .build();
  }

  private static SessionTick tick(String incarnation, long seq, long second) {
    return SessionTick.newBuilder()
        .setSystem("postgresql")
        .setIncarnation(incarnation)
        .setServerAddress("db.example")
        .setServerPort(5432)
        .setSeq(seq)
        .setIntervalMs(1_000)
        .setReadTime(second * 1_000_000)
        .setSessionsTotal(3)
        .setOmitted(0)
        .setNormalizerVersion(1)
        .setSessions(List.of(session(second)))
        .build();
  }

  private static Session session(long second) {
    return Session.newBuilder()
        .setPid(4711)
        .setBackendStart(1L)
        .setDatabase("shop")
        .setUser("app")
        .setApplicationName("checkout")
        .setClientAddress("10.0.0.7")
        .setClientPort(50_000)
        .setBackendType("client backend")
        .setState("active")
        .setWaitEventType("Lock")
        .setWaitEvent("transactionid")
        .setQueryid(-5L)
        .setQueryText("UPDATE accounts SET note = 'secret'")
        .setQueryStart((second - 2) * 1_000_000)
        .setXactStart((second - 2) * 1_000_000)
        .setStateChange((second - 2) * 1_000_000)
        .setBlockingPids(List.of(12, 13))
        .setCommentTags(Map.of("route", "checkout"))
        .build();
  }
}
