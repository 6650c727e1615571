package io.dbintel.collector.poll;

import io.dbintel.schemas.avro.ControlDocument;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows topic dbintel.control for the instances of this agent. Without the broker the last
 * documents stay valid until their time is over. Thread-safe.
 */
public final class ControlReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ControlReader.class);
  private static final Duration WAIT = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(15);
  private static final long STOP_MILLIS = 3_000;

  private final Map<String, Object> settings;
  private final AvroDeserializer<ControlDocument> deserializer;
  private final Set<String> instanceIds;
  private final Map<String, ReceivedDocument> documents = new ConcurrentHashMap<>();

  /** Offsets to go on from with a new consumer: old versions read again would undo newer ones. */
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  private final Thread thread = new Thread(this::run, "dbintel-control");
  private volatile boolean stopping;
  private boolean problemLogged;

  /**
   * @param client Kafka client settings
   * @param instanceIds keys of interest
   */
  public ControlReader(
      Map<String, Object> client, SchemaRegistry registry, Set<String> instanceIds) {
    this.settings = new HashMap<>(client);
    settings.put("enable.auto.commit", false);
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "earliest");
    settings.putIfAbsent("default.api.timeout.ms", 5_000);
    settings.putIfAbsent("fetch.max.bytes", 1_048_576);
    this.deserializer = new AvroDeserializer<>(registry);
    this.instanceIds = Set.copyOf(instanceIds);
    thread.setDaemon(true);
  }

  /** Begins to read, from the start of the topic. */
  public void start() {
    thread.start();
  }

  /** The newest document of the instance; null when there is none. */
  ReceivedDocument of(String instanceId) {
    return documents.get(instanceId);
  }

  private void run() {
    while (!stopping) {
      try (KafkaConsumer<String, byte[]> consumer =
          new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
        follow(consumer);
      } catch (KafkaException e) {
        logOnce(e.getMessage());
      }
      pause();
    }
  }

  private void follow(KafkaConsumer<String, byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(TopicCatalogue.CONTROL.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      logOnce("the topic does not exist; create it with: dbintel topics create");
      return;
    }
    problemLogged = false;
    consumer.assign(partitions);
    for (TopicPartition partition : partitions) {
      consumer.seek(partition, positions.getOrDefault(partition, 0L));
    }
    while (!stopping) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(WAIT)) {
        positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        if (instanceIds.contains(record.key())) {
          take(record);
        }
      }
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      documents.remove(record.key());
      return;
    }
    try {
      ControlDocument document = deserializer.deserialize(record.topic(), record.value());
      documents.compute(
          record.key(),
          (id, before) -> ReceivedDocument.after(before, document, AgentClock.micros()));
    } catch (RuntimeException undecodable) {
      LOG.error(
          "control document of {} at offset {} cannot be read and is ignored: {}",
          record.key(),
          record.offset(),
          undecodable.getMessage());
    }
  }

  private void logOnce(String problem) {
    if (!problemLogged && !stopping) {
      LOG.warn("Control documents cannot be read, polling goes on without: {}", problem);
      problemLogged = true;
    }
  }

  private synchronized void pause() {
    try {
      if (!stopping) {
        wait(RETRY.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping = true;
    }
  }

  @Override
  public void close() {
    stopping = true;
    synchronized (this) {
      notifyAll();
    }
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
