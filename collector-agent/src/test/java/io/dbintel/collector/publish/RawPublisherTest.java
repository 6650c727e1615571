package io.dbintel.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.collector.TestBroker;
import io.dbintel.collector.config.SpoolConfig;
import io.dbintel.collector.system.DeliveryListener;
import io.dbintel.runtime.config.ByteSize;
import io.dbintel.runtime.health.Health;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.config.SchemaRegistryConfig;
import io.dbintel.schemas.signing.SigningConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker that comes, goes and comes back. */
class RawPublisherTest {

  @TempDir Path directory;

  private final RecordEncoder encoder = new RecordEncoder();

  @Test
  void keepsWhatWasReadWhileTheBrokerIsAway() throws Exception {
    try (TestBroker broker = TestBroker.start();
        RawPublisher publisher = publisher(broker.client())) {
      List<String> notified = Collections.synchronizedList(new ArrayList<>());
      publish(publisher, 1, notified);
      await().untilAsserted(() -> assertThat(notified).containsExactly("acknowledged 1"));
      assertThat(publisher.health()).isEqualTo(Health.up());

      broker.kafka().stop();
      publish(publisher, 2, notified);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(notified).contains("deliveryUnknown 2"));
      publish(publisher, 3, notified);
      assertThat(notified).contains("deliveryUnknown 3");
      assertThat(publisher.isSpooling()).isTrue();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(publisher.health().message()).contains("wait in the spool"));

      broker.kafka().restart();
      await().atMost(Duration.ofSeconds(30)).until(() -> publisher.waitingPolls() == 0);
      publish(publisher, 4, notified);
      await().untilAsserted(() -> assertThat(notified).contains("acknowledged 4"));
      await().untilAsserted(() -> assertThat(seen(broker)).containsSubsequence(1L, 2L, 3L, 4L));
      assertThat(publisher.health()).isEqualTo(Health.up());
    }
  }

  @Test
  void outlivesABrokerAndADiskThatAreAwayTogether() throws Exception {
    Path away = directory.resolveSibling(directory.getFileName() + "-away");
    List<String> notified = Collections.synchronizedList(new ArrayList<>());
    try (TestBroker broker = TestBroker.start();
        RawPublisher publisher = publisher(broker.client())) {
      publish(publisher, 1, notified);
      await().untilAsserted(() -> assertThat(notified).containsExactly("acknowledged 1"));
      broker.kafka().stop();
      Files.move(directory, away);
      publish(publisher, 2, notified);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> publisher.health().status() == Health.Status.DOWN);
      assertThat(publisher.health().message())
          .contains("neither be sent nor kept on disk")
          .contains(directory.toString());
      publish(publisher, 3, notified);

      broker.kafka().restart();
      await().atMost(Duration.ofSeconds(60)).until(() -> publisher.waitingPolls() == 0);
      await().untilAsserted(() -> assertThat(seen(broker)).containsSubsequence(1L, 2L, 3L));
      assertThat(publisher.health()).isEqualTo(Health.up());
      Files.move(away, directory);
    }
  }

  @Test
  void leavesTheRestForTheNextStart() throws Exception {
    Map<String, Object> nobody = Map.of("bootstrap.servers", "127.0.0.1:1");
    try (RawPublisher publisher = publisher(nobody)) {
      LongStream.rangeClosed(1, 3).forEach(i -> publish(publisher, i, new ArrayList<>()));
      publisher.close(Duration.ofMillis(200));
    }
    try (TestBroker broker = TestBroker.start();
        RawPublisher publisher = publisher(broker.client())) {
      publish(publisher, 4, new ArrayList<>());
      await().untilAsserted(() -> assertThat(seen(broker)).containsExactly(1L, 2L, 3L, 4L));
      await().until(() -> publisher.acknowledgedPolls() == 4);
    }
  }

  @Test
  void isFullWhenTheSpoolIsUsedUp() {
    Map<String, Object> nobody = Map.of("bootstrap.servers", "127.0.0.1:1");
    SpoolConfig small =
        new SpoolConfig(
            directory, ByteSize.ofBytes(100_000), ByteSize.ofBytes(100), ByteSize.ofBytes(100_000));
    try (RawPublisher publisher =
        RawPublisher.start(
            nobody, SchemaRegistryConfig.bundled(), small, encoder, SigningConfig.OFF)) {
      assertThat(publisher.isFull()).isFalse();
      publisher.publish(TestPolls.poll(encoder, "acme/a", 1));
      publisher.publish(TestPolls.poll(encoder, "acme/a", 500));
      publisher.publish(TestPolls.poll(encoder, "acme/a", 500));
      assertThat(publisher.isFull()).isTrue();
      assertThat(publisher.isExhausted()).isFalse();
      assertThat(publisher.health().message()).contains("spool full");
      publisher.close(Duration.ofMillis(100));
    }
  }

  @Test
  void setsARecordAsideThatNoBrokerTakes() throws Exception {
    try (TestBroker broker = TestBroker.start()) {
      Map<String, Object> client = new HashMap<>(broker.client());
      client.put("buffer.memory", 65_536);
      try (RawPublisher publisher = publisher(client)) {
        PollOutcome huge = TestPolls.outcome(1);
        huge.setMessage("x".repeat(3_000_000));
        publisher.publish(
            new RawPoll("acme/a", List.of(encoder.encode(huge, 1_000)), DeliveryListener.NONE));
        publish(publisher, 2, new ArrayList<>());
        await().untilAsserted(() -> assertThat(seen(broker)).containsExactly(2L));
        assertThat(directory.resolve("0000000000000000001.poll.rejected")).exists();
        assertThat(publisher.filesSetAside()).isEqualTo(1);
        assertThat(publisher.pollsSetAside()).isEqualTo(1);
      }
    }
  }

  private RawPublisher publisher(Map<String, Object> client) {
    Map<String, Object> fast = new HashMap<>(client);
    fast.put("request.timeout.ms", 1_000);
    fast.put("delivery.timeout.ms", 2_000);
    fast.put("max.block.ms", 1_000);
    return RawPublisher.start(
        fast,
        SchemaRegistryConfig.bundled(),
        new SpoolConfig(
            directory,
            ByteSize.ofBytes(40_000_000),
            ByteSize.ofBytes(4_000_000),
            ByteSize.ofBytes(10_000_000)),
        encoder,
        SigningConfig.OFF);
  }

  private void publish(RawPublisher publisher, long number, List<String> notified) {
    RawRecord record = encoder.encode(TestPolls.outcome(number), 1_000);
    DeliveryListener delivery =
        new DeliveryListener() {
          @Override
          public void acknowledged() {
            notified.add("acknowledged " + number);
          }

          @Override
          public void deliveryUnknown() {
            notified.add("deliveryUnknown " + number);
          }
        };
    publisher.publish(new RawPoll("acme/a", List.of(record), delivery));
  }

  private static List<Long> seen(TestBroker broker) {
    return broker.values(PollOutcome.class).stream()
        .map(PollOutcome::getScheduledAt)
        .distinct()
        .toList();
  }
}
