package io.dbintel.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.collector.TestBroker;
import io.dbintel.collector.config.SpoolConfig;
import io.dbintel.collector.publish.RawPublisher;
import io.dbintel.collector.publish.RecordEncoder;
import io.dbintel.collector.system.Collector;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.PollRun;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.runtime.config.ByteSize;
import io.dbintel.schemas.avro.CircuitState;
import io.dbintel.schemas.avro.ControlDocument;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.config.SchemaRegistryConfig;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.signing.SigningConfig;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three collectors of one instance share the probes of its control document. */
class CircuitTest {

  private static final RecordSource SOURCE =
      new RecordSource("acme/orders", "h2", "test", "localhost", 1);

  @TempDir Path directory;

  private final RecordEncoder encoder = new RecordEncoder();
  private final PollThreads threads = PollThreads.of(2);
  private final AtomicInteger polls = new AtomicInteger();
  private TestBroker broker;
  private ControlReader control;
  private RawPublisher publisher;
  private InstancePoller poller;

  @BeforeEach
  void start() throws Exception {
    broker = TestBroker.start();
    control =
        new ControlReader(
            broker.client(), new BundledSchemaRegistry(), Set.of(SOURCE.instanceId()));
    control.start();
    publisher =
        RawPublisher.start(
            broker.client(),
            SchemaRegistryConfig.bundled(),
            new SpoolConfig(
                directory,
                ByteSize.ofBytes(10_000_000),
                ByteSize.ofBytes(100_000),
                ByteSize.ofBytes(1_000_000)),
            encoder,
            SigningConfig.OFF);
    poller =
        new InstancePoller(
            SOURCE,
            new MonitoredInstance(
                List.of(collector("a"), collector("b"), collector("c")), () -> {}),
            control,
            publisher,
            encoder,
            new PollMeter(OpenTelemetry.noop().getMeter("test")),
            "test",
            threads);
  }

  @AfterEach
  void stop() {
    poller.close();
    threads.close();
    publisher.close();
    control.close();
    broker.close();
  }

  @Test
  void letsExactlyTheProbesThroughAndThenWaitsForANewerDocument() throws Exception {
    send(ControlDocuments.of(1, CircuitState.HALF_OPEN, 60_000, 4));
    poller.start();
    awaitRefusals(20);
    assertThat(polls).as("probes of the half-open circuit").hasValue(4);

    send(ControlDocuments.of(2, CircuitState.OPEN, 1_000, 2));
    long received = control.of(SOURCE.instanceId()).receivedAt();
    await().until(() -> polls.get() > 4);
    assertThat(AgentClock.micros() - received).as("the wait").isGreaterThanOrEqualTo(1_000_000);
    awaitRefusals(20);
    assertThat(polls).as("probes of the open circuit").hasValue(6);

    send(ControlDocuments.of(2, CircuitState.OPEN, 1_000, 2));
    awaitRefusals(20);
    assertThat(polls).as("the same version again gives no new probes").hasValue(6);

    send(ControlDocuments.of(3, CircuitState.CLOSED, 0, 0));
    await().until(() -> polls.get() > 20);
  }

  @Test
  void pollsAgainWhenTheDocumentIsPastItsTime() throws Exception {
    long validUntil = AgentClock.micros() + 2_000_000;
    send(ControlDocuments.of(1, CircuitState.OPEN, 0, 0, validUntil));
    poller.start();
    awaitRefusals(3);
    assertThat(polls).hasValue(0);
    await().until(() -> polls.get() > 0);
    assertThat(AgentClock.micros()).isGreaterThan(validUntil);
  }

  private Collector collector(String name) {
    return new Collector() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Duration interval() {
        // the documents stretch it by four
        return Duration.ofMillis(20);
      }

      @Override
      public void collect(PollRun run) {
        polls.incrementAndGet();
      }
    };
  }

  private void awaitRefusals(int more) {
    long before = refusals();
    await().atMost(Duration.ofSeconds(20)).until(() -> refusals() >= before + more);
  }

  private long refusals() {
    return broker.values(PollOutcome.class).stream()
        .filter(outcome -> "circuit_open".equals(outcome.getReason()))
        .count();
  }

  private void send(ControlDocument document) throws Exception {
    try (KafkaProducer<String, ControlDocument> producer =
        new KafkaProducer<>(
            broker.client(),
            new StringSerializer(),
            new AvroSerializer<>(new BundledSchemaRegistry()))) {
      producer
          .send(new ProducerRecord<>(TopicCatalogue.CONTROL.name(), SOURCE.instanceId(), document))
          .get();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              ReceivedDocument received = control.of(SOURCE.instanceId());
              return received != null && received.document().getVersion() == document.getVersion();
            });
  }
}
