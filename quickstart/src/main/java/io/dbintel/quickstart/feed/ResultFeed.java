package io.dbintel.quickstart.feed;

import io.dbintel.schemas.config.SchemaRegistryConfig;
import io.dbintel.schemas.registry.SchemaRegistries;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroSerde;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.schemas.topic.TopicDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads committed records from the topics of results, beginning with those to come, without a
 * consumer group: it leaves no trace in the broker.
 */
public final class ResultFeed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ResultFeed.class);
  private static final List<TopicDefinition> TOPICS =
      List.of(TopicCatalogue.EVENTS, TopicCatalogue.METRICS, TopicCatalogue.TENANT_USAGE);
  private static final Duration POLL = Duration.ofMillis(500);

  private final SchemaRegistry registry;
  private final KafkaConsumer<String, SpecificRecord> consumer;
  private final Thread reader;

  private ResultFeed(String bootstrapServers, Consumer<SpecificRecord> sink) {
    Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
    this.registry = SchemaRegistries.of(SchemaRegistryConfig.bundled(), client);
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                "false"),
            new StringDeserializer(),
            new AvroSerde<SpecificRecord>(registry).deserializer());
    this.reader = new Thread(() -> read(sink), "result-feed");
  }

  /**
   * Begins to read.
   *
   * @param bootstrapServers broker with bundled schemas
   * @param sink called from the feed's own thread
   */
  public static ResultFeed start(String bootstrapServers, Consumer<SpecificRecord> sink) {
    ResultFeed feed = new ResultFeed(bootstrapServers, sink);
    feed.assign();
    feed.reader.start();
    return feed;
  }

  private void assign() {
    List<TopicPartition> partitions =
        TOPICS.stream()
            .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  private void read(Consumer<SpecificRecord> sink) {
    try {
      while (true) {
        consumer.poll(POLL).forEach(message -> sink.accept(message.value()));
      }
    } catch (WakeupException closing) {
      LOG.debug("the result feed was asked to stop");
    } catch (RuntimeException e) {
      LOG.error("the table gets no more results: {}", e.toString(), e);
    } finally {
      consumer.close();
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    registry.close();
  }
}
