package io.dbintel.collector;

import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.schemas.topic.TopicProvisioner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** A broker with the product's topics, and everything that arrives in dbintel.raw. */
public final class TestBroker implements AutoCloseable {

  private final EmbeddedKafka kafka = EmbeddedKafka.start();
  private final List<ConsumerRecord<String, SpecificRecord>> arrived = new ArrayList<>();
  private KafkaConsumer<String, SpecificRecord> consumer;

  /** Starts the broker and makes the topics, one partition each. */
  public static TestBroker start() throws ExecutionException, InterruptedException {
    TestBroker broker = new TestBroker();
    try (Admin admin = Admin.create(broker.client())) {
      new TopicProvisioner(admin).createMissing(1, (short) 1);
    }
    return broker;
  }

  public Map<String, Object> client() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  public EmbeddedKafka kafka() {
    return kafka;
  }

  /** Everything that has arrived so far, in order. */
  public synchronized List<ConsumerRecord<String, SpecificRecord>> records() {
    if (consumer == null) {
      consumer =
          new KafkaConsumer<>(
              client(),
              new StringDeserializer(),
              new AvroDeserializer<SpecificRecord>(new BundledSchemaRegistry()));
      List<TopicPartition> raw = List.of(new TopicPartition(TopicCatalogue.RAW.name(), 0));
      consumer.assign(raw);
      consumer.seekToBeginning(raw);
    }
    consumer.poll(Duration.ofMillis(50)).forEach(arrived::add);
    return List.copyOf(arrived);
  }

  /** Values of one kind that have arrived so far, in order. */
  public <T extends SpecificRecord> List<T> values(Class<T> type) {
    return records().stream()
        .map(ConsumerRecord::value)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** Waits until a value of the kind fits. */
  public <T extends SpecificRecord> T await(Class<T> type, Predicate<T> fits) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              Stream<T> values = values(type).stream();
              return values.filter(fits).findFirst().orElse(null);
            },
            java.util.Objects::nonNull);
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close();
    }
    kafka.close();
  }
}
