package io.dbintel.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dbintel.collector.TestBroker;
import io.dbintel.collector.config.AgentConfig;
import io.dbintel.collector.config.SpoolConfig;
import io.dbintel.collector.system.DeliveryListener;
import io.dbintel.runtime.config.ByteSize;
import io.dbintel.runtime.config.ConfigException;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.config.Secret;
import io.dbintel.schemas.config.SchemaRegistryConfig;
import io.dbintel.schemas.signing.SignatureVerifier;
import io.dbintel.schemas.signing.SigningConfig;
import io.dbintel.schemas.signing.SigningKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedRecordsTest {
  private static final SigningConfig KEYS =
      new SigningConfig(true, List.of(new SigningKey("acme", "1", Secret.of("k".repeat(40)))));

  @TempDir Path directory;

  private final RecordEncoder encoder = new RecordEncoder();

  @Test
  void whatArrivesIsSignedByItsTenant() throws Exception {
    SpoolConfig spool =
        new SpoolConfig(
            directory, ByteSize.parse("1MiB"), ByteSize.parse("1MiB"), ByteSize.parse("1MiB"));
    try (TestBroker broker = TestBroker.start();
        RawPublisher publisher =
            RawPublisher.start(
                broker.client(), SchemaRegistryConfig.bundled(), spool, encoder, KEYS)) {
      for (int i = 1; i <= 3; i++) {
        publisher.publish(
            new RawPoll(
                "acme/a",
                List.of(encoder.encode(TestPolls.outcome(i), 1_000 + i)),
                DeliveryListener.NONE));
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> publisher.acknowledgedPolls() == 3);
      SignatureVerifier verifier = new SignatureVerifier(KEYS);
      assertThat(arrived(broker))
          .hasSize(3)
          .allSatisfy(
              record ->
                  assertThat(
                          verifier.problem(
                              record.headers(), record.key(), record.timestamp(), record.value()))
                      .isNull());
    }
  }

  @Test
  void agentThatMustSignDoesNotStartWithoutAKeyOfEachTenant() {
    assertThatThrownBy(
            () ->
                ConfigLoader.parse(
                    AgentConfig.class,
                    """
                    kafka: {bootstrapServers: "b:1"}
                    instances: [{id: zenith/a, system: postgresql, host: h, user: u, password: p}]
                    signing:
                      required: true
                      keys: [{tenant: acme, id: "1", secret: 0123456789abcdef0123456789abcdef}]
                    """))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("a key of tenant zenith in signing.keys")
        .hasMessageNotContaining("0123456789");
  }

  @Test
  void misspeltKafkaSettingIsNamed() {
    assertThatThrownBy(
            () ->
                ConfigLoader.parse(
                    AgentConfig.class,
                    """
                    kafka:
                      bootstrapServers: "127.0.0.1:29999"
                      properties: {security.protocol: SASL_SSL, sasl.mechansim: PLAIN}
                    instances: [{id: zenith/a, system: postgresql, host: h, user: u, password: p}]
                    """))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("sasl.mechansim")
        .hasMessageContaining("did you mean sasl.mechanism?");
  }

  private static List<ConsumerRecord<String, byte[]>> arrived(TestBroker broker) {
    TopicPartition raw = new TopicPartition("dbintel.raw", 0);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            broker.client(), new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(raw));
      consumer.seekToBeginning(List.of(raw));
      return consumer.poll(Duration.ofSeconds(20)).records(raw);
    }
  }
}
