package io.dbintel.collector.poll;

import io.dbintel.runtime.health.Health;
import io.dbintel.runtime.health.Health.Status;
import io.dbintel.runtime.health.Liveness;
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

  /** Connecting and asking a schema registry have shorter limits. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Map<String, Object> settings;
  private final AvroDeserializer<ControlDocument> deserializer;
  private final Set<String> instanceIds;
  private final Map<String, ReceivedDocument> documents = new ConcurrentHashMap<>();

  /** Offsets to go on from with a new consumer: old versions read again would undo newer ones. */
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  private final Thread thread = new Thread(this::run, "dbintel-control");
  private final Liveness liveness = new Liveness();

  /** Instances whose last document could not be read. */
  private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

  private volatile boolean stopping;
  private volatile String problem = "";

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

  /**
   * Degraded while documents cannot be read, down when the thread that reads them is stuck, dead
   * when it has ended.
   */
  public Health health() {
    Health reading =
        liveness.health("the thread that reads control documents", "restart the agent");
    if (reading.status() != Status.UP) {
      return reading;
    }
    if (!problem.isEmpty()) {
      return Health.degraded("control documents cannot be read: " + problem);
    }
    return unreadable.isEmpty()
        ? Health.up()
        : Health.degraded("control documents that cannot be read: " + unreadable.size());
  }

  private void run() {
    try {
      while (!stopping) {
        liveness.beat(PATIENCE);
        followOnce();
        pause();
      }
      liveness.stopped();
    } catch (RuntimeException | Error e) {
      liveness.ended(e);
      throw e;
    }
  }

  private void followOnce() {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      follow(consumer);
    } catch (KafkaException e) {
      logOnce(e.getMessage());
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error defect) {
      logOnce(defect.getClass().getSimpleName());
      LOG.debug("reading control documents failed", defect);
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
    problem = "";
    consumer.assign(partitions);
    for (TopicPartition partition : partitions) {
      consumer.seek(partition, positions.getOrDefault(partition, 0L));
    }
    while (!stopping) {
      liveness.beat(PATIENCE);
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
      unreadable.remove(record.key());
      documents.remove(record.key());
      return;
    }
    try {
      ControlDocument document = deserializer.deserialize(record.topic(), record.value());
      documents.compute(
          record.key(),
          (id, before) -> ReceivedDocument.after(before, document, AgentClock.micros()));
      unreadable.remove(record.key());
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error undecodable) {
      if (!unreadable.add(record.key())) {
        return;
      }
      LOG.error(
          "control document of {} at offset {} cannot be read and is ignored: {}",
          record.key(),
          record.offset(),
          undecodable.toString());
    }
  }

  private void logOnce(String reason) {
    if (problem.isEmpty() && !stopping) {
      LOG.warn("Control documents cannot be read, polling goes on without: {}", reason);
    }
    problem = String.valueOf(reason);
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
