package io.dbintel.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.streams.model.LogWriter;
import io.dbintel.streams.replay.ReplayPlan.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is read of a log whose clocks do not agree, and how the plan is kept. */
class ReplayPlannerIntegrationTest {
  private static final String RAW = "dbintel.raw";

  private static EmbeddedKafka kafka;
  private static Map<String, Object> client;
  private static LogWriter log;

  @BeforeAll
  static void start() throws Exception {
    kafka = EmbeddedKafka.start();
    client = Map.of("bootstrap.servers", kafka.bootstrapServers());
    log = new LogWriter(kafka.bootstrapServers());
    log.createTopics();
    // partition 0: offset 2 is ahead, offset 4 comes late, offset 6 ends a transaction
    write(0, false, 10, 20, 9_000, 22, 15);
    write(0, true, 40);
    // partition 1: only the end of a transaction after what matters
    write(1, true, 12);
    // partition 2: what the warm-up asks for was deleted
    write(2, false, 1, 2, 21);
    try (Admin admin = Admin.create(client)) {
      admin
          .deleteRecords(Map.of(new TopicPartition(RAW, 2), RecordsToDelete.beforeOffset(1)))
          .all()
          .get();
    }
  }

  @AfterAll
  static void stop() {
    log.close();
    kafka.close();
  }

  @Test
  void endIsAfterTheLastRecordOfTheWindowWhateverComesBefore() {
    assertThat(plan(12, 25, 2, "").spans())
        .isEqualTo(
            Map.of(
                0, new Span(0, 5, true),
                1, new Span(0, 1, true),
                2, new Span(2, 3, true),
                3, new Span(0, 0, true)));
  }

  @Test
  void aLogThatEndsBeforeTheWindowEndsWithItsLastRecord() {
    assertThat(plan(12, 100_000, 100, "").spans())
        .isEqualTo(
            Map.of(
                0, new Span(0, 6, true),
                1, new Span(0, 1, true),
                2, new Span(1, 3, false),
                3, new Span(0, 0, true)));
  }

  @Test
  void oneInstanceIsReadFromItsPartitionAlone() {
    String instance = "acme/shop";
    int own = log.partitionOf(instance);
    ReplayPlan plan = plan(0, 100_000, 0, instance);
    plan.spans()
        .forEach(
            (partition, span) -> {
              if (partition != own) {
                assertThat(span.size()).isZero();
              }
            });
    assertThat(plan.spans().get(own)).isEqualTo(plan(0, 100_000, 0, "").spans().get(own));
  }

  @Test
  void planAndProgressAreKeptAsOffsets() throws Exception {
    try (Admin admin = Admin.create(client)) {
      ReplayState state = new ReplayState(admin, "some-replay");
      assertThat(state.plan()).isEmpty();
      assertThat(state.positions()).isEmpty();
      assertThat(state.isRunning()).isFalse();
      assertThat(state.isFinished()).isFalse();

      ReplayPlan plan = plan(12, 100_000, 100, "");
      state.begin(plan);
      assertThat(state.plan()).isEqualTo(Optional.of(plan));
      assertThat(plan.left(state.positions())).isEqualTo(plan.size());
      assertThat(state.isFinished()).isFalse();

      state.finish(plan);
      assertThat(state.plan()).isEqualTo(Optional.of(plan));
      assertThat(state.isFinished()).isTrue();
    }
  }

  private static ReplayPlan plan(long from, long to, long warmUp, String instance) {
    ReplayRequest request =
        new ReplayRequest(
            Instant.ofEpochMilli(from),
            Instant.ofEpochMilli(to),
            Duration.ofMillis(warmUp),
            instance,
            "trial",
            10);
    try (PartitionReader reader = new PartitionReader(client)) {
      return new ReplayPlanner(reader).plan(request);
    }
  }

  private static void write(int partition, boolean transaction, long... timestamps) {
    Map<String, Object> settings =
        transaction
            ? Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "transactional.id",
                "test-" + partition)
            : client;
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      if (transaction) {
        producer.initTransactions();
        producer.beginTransaction();
      }
      for (long timestamp : timestamps) {
        producer.send(new ProducerRecord<>(RAW, partition, timestamp, "a/b", new byte[] {1}));
      }
      if (transaction) {
        producer.commitTransaction();
      }
    }
  }
}
