package io.dbintel.exporter.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.exporter.Results;
import io.dbintel.exporter.config.ConsoleConfig;
import io.dbintel.exporter.config.FilterConfig;
import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Signal;
import io.dbintel.exporter.sink.Sink;
import io.dbintel.exporter.sink.SinkOutcome;
import io.dbintel.runtime.health.Health;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.schemas.topic.TopicProvisioner;
import io.opentelemetry.api.metrics.MeterProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** A sink that fails in ways that no sink should. */
class ThrowingSinkTest {

  @Test
  void anErrorInASenderShowsInHealthAndTheBatchIsTriedAgain() throws Exception {
    List<Throwable> ended = new CopyOnWriteArrayList<>();
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        KafkaProducer<String, SpecificRecord> producer = producer(kafka)) {
      try (Admin admin = Admin.create(client(kafka))) {
        new TopicProvisioner(admin).createMissing(1, (short) 1);
      }
      producer
          .send(
              new ProducerRecord<>(
                  TopicCatalogue.EVENTS.name(), "acme/orders", Results.event("a", Results.NOW)))
          .get();
      Throwing sink = new Throwing();
      SinkConsumer consumer = consumer(kafka, sink, producer, ended);
      Thread thread = new Thread(consumer, "consumer");
      thread.start();
      try {
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () ->
                    assertThat(consumer.health())
                        .isEqualTo(
                            Health.down(
                                "sink throwing: sending failed with java.lang.StackOverflowError;"
                                    + " trying again (results wait in Kafka)")));
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(sink.delivered).containsExactly("a"));
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(consumer.health()).isEqualTo(Health.up()));
        assertThat(ended).isEmpty();
      } finally {
        consumer.stop();
        thread.join();
      }
    }
  }

  private static SinkConsumer consumer(
      EmbeddedKafka kafka,
      Sink sink,
      KafkaProducer<String, SpecificRecord> producer,
      List<Throwable> ended) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "group.id",
            "throwing",
            "enable.auto.commit",
            "false",
            "auto.offset.reset",
            "none");
    return SinkConsumer.create(
        "throwing",
        new ConsoleConfig(List.of(Signal.LOGS), new FilterConfig(List.of(), List.of())),
        sink,
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()),
        new AvroDeserializer<>(new BundledSchemaRegistry()),
        producer,
        MeterProvider.noop().get("test"),
        ended::add,
        () -> {});
  }

  private static KafkaProducer<String, SpecificRecord> producer(EmbeddedKafka kafka) {
    return new KafkaProducer<>(
        client(kafka), new StringSerializer(), new AvroSerializer<>(new BundledSchemaRegistry()));
  }

  private static Map<String, Object> client(EmbeddedKafka kafka) {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  /** Two attempts end in an Error and an exception, the third delivers. */
  private static final class Throwing implements Sink {

    private final AtomicInteger attempts = new AtomicInteger();
    private final List<String> delivered = new CopyOnWriteArrayList<>();

    @Override
    public List<SinkOutcome> send(Signal signal, List<ResultItem> items) {
      switch (attempts.incrementAndGet()) {
        case 1 -> throw new StackOverflowError();
        case 2 -> throw new IllegalStateException("password=hunter22");
        default -> {
          List<String> ids = new ArrayList<>();
          items.forEach(item -> ids.add(((ResultItem.Event) item).event().getRecordId()));
          delivered.addAll(ids);
          return List.of(SinkOutcome.written(items.size(), 1));
        }
      }
    }

    @Override
    public Health health() {
      return Health.up();
    }

    @Override
    public void close() {}
  }
}
