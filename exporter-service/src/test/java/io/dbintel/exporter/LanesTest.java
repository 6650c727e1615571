package io.dbintel.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.embedded.OtlpAnswer;
import io.dbintel.embedded.OtlpReceiver;
import io.dbintel.embedded.OtlpRequest;
import io.dbintel.exporter.config.ExporterConfig;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What one batch that does not get through, or is slow, means for the others. */
class LanesTest {

  /** The bound, and what one poll may bring on top of it. */
  private static final int MOST_AHEAD = 5_000 + 2 * 500;

  private static EmbeddedKafka kafka;
  private static ConsumerGroups groups;

  @BeforeAll
  static void startBroker() {
    kafka = EmbeddedKafka.start();
    groups = new ConsumerGroups(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    ResultTopics.create(kafka);
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @Test
  void aBatchThatIsRefusedForEverBoundsWhatIsSentAgainAfterARestart() throws Exception {
    ResultTopics.writeTo(0, kafka, Results.event("stuck", "umbrella", "db.lock.wait"));
    ResultTopics.writeTo(0, kafka, events("p0-", 9_000));
    ResultTopics.writeTo(1, kafka, events("p1-", 2_000));
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      receiver.answerAll(LanesTest::refuseUmbrella);
      try (ExporterService exporter = exporter("lanes", receiver)) {
        exporter.start();
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(
                () -> {
                  assertThat(ids(receiver, "p1-")).hasSize(2_000);
                  assertThat(ids(receiver, "p0-")).hasSizeGreaterThanOrEqualTo(5_000);
                });
        awaitQuiet(receiver);
        assertThat(ids(receiver, "p0-")).hasSizeLessThanOrEqualTo(MOST_AHEAD);
        awaitCommitted("lanes", 1);
      }
      int before = receiver.logRecords().size();
      receiver.answerAll(request -> OtlpAnswer.accepted());
      try (ExporterService exporter = exporter("lanes", receiver)) {
        exporter.start();
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(
                () -> {
                  assertThat(ids(receiver, "stuck")).hasSize(1);
                  assertThat(ids(receiver, "p0-").stream().distinct()).hasSize(9_000);
                });
        int sentAgain = receiver.logRecords().size() - 11_001;
        assertThat(sentAgain).isBetween(0, MOST_AHEAD);
        assertThat(before).isPositive();
      }
    }
  }

  @Test
  void aPartitionIsGivenAwayAfterWhatIsUnderWayHasArrived() throws Exception {
    try (OtlpReceiver firstReceiver = OtlpReceiver.start();
        OtlpReceiver secondReceiver = OtlpReceiver.start();
        ExporterService first = exporter("moving", firstReceiver)) {
      firstReceiver.answerAll(
          request ->
              contains(request, "slow-")
                  ? OtlpAnswer.accepted().after(Duration.ofSeconds(4))
                  : OtlpAnswer.accepted());
      first.start();
      groups.awaitCommitted("moving");
      ResultTopics.writeTo(0, kafka, Results.event("slow-0", Results.NOW));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> firstReceiver.requests().stream().anyMatch(r -> contains(r, "slow-0")));
      ResultTopics.writeTo(1, kafka, Results.event("slow-1", Results.NOW));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> firstReceiver.requests().stream().anyMatch(r -> contains(r, "slow-1")));
      try (ExporterService second = exporter("moving", secondReceiver)) {
        second.start();
        groups.awaitMembers("moving", 2);
        groups.awaitCommitted("moving");
        assertThat(
                Stream.of(firstReceiver, secondReceiver)
                    .flatMap(receiver -> ids(receiver, "slow-").stream()))
            .containsExactlyInAnyOrder("slow-0", "slow-1");
      }
    }
  }

  private static OtlpAnswer refuseUmbrella(OtlpRequest request) {
    return contains(request, "umbrella") ? OtlpAnswer.status(503) : OtlpAnswer.accepted();
  }

  private static boolean contains(OtlpRequest request, String text) {
    return new String(request.body(), StandardCharsets.ISO_8859_1).contains(text);
  }

  private static ResultEvent[] events(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Results.event(prefix + i, Results.NOW))
        .toArray(ResultEvent[]::new);
  }

  private static List<String> ids(OtlpReceiver receiver, String prefix) {
    return receiver.logRecords().stream()
        .map(log -> log.attributes().get("dbintel.record.id").toString())
        .filter(id -> id.startsWith(prefix))
        .toList();
  }

  /** Until nothing has arrived for two seconds. */
  private static void awaitQuiet(OtlpReceiver receiver) {
    long[] last = {-1};
    await()
        .pollInterval(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              boolean quiet = last[0] == receiver.logRecordCount();
              last[0] = receiver.logRecordCount();
              return quiet;
            });
  }

  private static void awaitCommitted(String sink, int partition) throws Exception {
    TopicPartition events = new TopicPartition(TopicCatalogue.EVENTS.name(), partition);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      long end =
          admin
              .listOffsets(Map.of(events, OffsetSpec.latest()))
              .partitionResult(events)
              .get()
              .offset();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  admin
                          .listConsumerGroupOffsets("dbintel-exporter-" + sink)
                          .partitionsToOffsetAndMetadata()
                          .get()
                          .get(events)
                          .offset()
                      == end);
    }
  }

  private static ExporterService exporter(String sink, OtlpReceiver receiver) {
    return new ExporterService(
        ConfigLoader.parse(
            ExporterConfig.class,
            """
            kafka: { bootstrapServers: '%s' }
            sinks:
              %s:
                type: otlp
                endpoint: '%s'
                delivery: { retry: { initialBackoff: 50ms, maxBackoff: 1s } }
            http: { healthPort: 0, metricsPort: 0 }
            """
                .formatted(kafka.bootstrapServers(), sink, receiver.endpoint())));
  }
}
