package io.dbintel.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.collector.TestBroker;
import io.dbintel.runtime.health.Health;
import io.dbintel.schemas.avro.CircuitState;
import io.dbintel.schemas.avro.ControlDocument;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ControlReaderTest {

  private static final String ID = "acme/orders";

  @Test
  void goesOnAfterADocumentThatEndsInAnError() throws Exception {
    AtomicBoolean failing = new AtomicBoolean(true);
    try (TestBroker broker = TestBroker.start();
        ControlReader reader =
            new ControlReader(broker.client(), new FailingRegistry(failing), Set.of(ID))) {
      reader.start();
      send(broker, 1);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> reader.health().status() == Health.Status.DEGRADED);
      failing.set(false);
      send(broker, 2);
      await().until(() -> reader.of(ID) != null);
      assertThat(reader.of(ID).document().getVersion()).isEqualTo(2);
      assertThat(reader.health()).isEqualTo(Health.up());
    }
  }

  @Test
  void saysThatThereIsNoBroker() {
    try (ControlReader reader =
        new ControlReader(
            Map.of("bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", 500),
            new BundledSchemaRegistry(),
            Set.of(ID))) {
      assertThat(reader.health()).isEqualTo(Health.up());
      reader.start();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> reader.health().message().contains("cannot be read"));
    }
  }

  private static void send(TestBroker broker, long version) throws Exception {
    ControlDocument document =
        ControlDocument.newBuilder().setVersion(version).setCircuit(CircuitState.CLOSED).build();
    try (KafkaProducer<String, ControlDocument> producer =
        new KafkaProducer<>(
            broker.client(),
            new StringSerializer(),
            new AvroSerializer<>(new BundledSchemaRegistry()))) {
      producer.send(new ProducerRecord<>(TopicCatalogue.CONTROL.name(), ID, document)).get();
    }
  }

  private record FailingRegistry(AtomicBoolean failing) implements SchemaRegistry {

    private static final BundledSchemaRegistry BUNDLED = new BundledSchemaRegistry();

    @Override
    public int register(String subject, Schema schema) {
      return BUNDLED.register(subject, schema);
    }

    @Override
    public Schema byId(int id) {
      if (failing.get()) {
        throw new StackOverflowError();
      }
      return BUNDLED.byId(id);
    }
  }
}
