package io.dbintel.collector.publish;

import io.dbintel.schemas.registry.SchemaTopic;
import io.dbintel.schemas.serde.WireFormat;
import io.dbintel.schemas.signing.RecordSigner;
import io.dbintel.schemas.topic.TopicCatalogue;
import io.dbintel.schemas.topic.TopicDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The idempotent Kafka producer, not transactional: an open transaction would hold up the other
 * instances of the partition. A new one is made after a failure, so that nothing given up before
 * can arrive behind what is sent again. Used by the sending thread only.
 */
final class RawProducer implements SchemaTopic {

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final Map<String, Object> settings;
  private final RecordSigner signer;
  private KafkaProducer<String, byte[]> producer;

  /**
   * @param client Kafka client settings; what the design fixes is set over them
   * @param signer signs each record as it is sent
   */
  RawProducer(Map<String, Object> client, RecordSigner signer) {
    this.signer = signer;
    Map<String, Object> all = new HashMap<>(client);
    all.putIfAbsent("linger.ms", 5);
    all.putIfAbsent("batch.size", 65_536);
    all.putIfAbsent("buffer.memory", 8_388_608L);
    all.putIfAbsent("max.block.ms", 3_000L);
    all.putIfAbsent("request.timeout.ms", 5_000);
    all.putIfAbsent("delivery.timeout.ms", 10_000);
    all.put("acks", "all");
    all.put("enable.idempotence", true);
    all.put("compression.type", "zstd");
    all.put("max.request.size", TopicDefinition.MAX_MESSAGE_BYTES);
    // murmur2 of the key decides, also for whoever else computes the partition of an instance
    all.put("partitioner.ignore.keys", false);
    this.settings = Map.copyOf(all);
  }

  Future<RecordMetadata> send(String instanceId, RawRecord record, byte[] value) {
    ProducerRecord<String, byte[]> out =
        new ProducerRecord<>(
            TopicCatalogue.RAW.name(), null, record.timestamp(), instanceId, value);
    out.headers()
        .add(WireFormat.SCHEMA_HEADER, record.schema().getBytes(StandardCharsets.US_ASCII));
    signer.sign(out.headers(), instanceId, record.timestamp(), value);
    return producer().send(out);
  }

  /** Writes a schema to the topic of the bundled registry and waits for it. */
  @Override
  public void publish(int id, Schema schema) {
    byte[] json = schema.toString().getBytes(StandardCharsets.UTF_8);
    try {
      producer()
          .send(new ProducerRecord<>(TopicCatalogue.SCHEMAS.name(), Integer.toString(id), json))
          .get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException failed
          ? failed
          : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
  }

  /** The agent reads no records of others. */
  @Override
  public Map<Integer, Schema> read() {
    return Map.of();
  }

  /** Gives up what is under way; the next send begins with a new producer. */
  void reset() {
    close(Duration.ZERO);
  }

  private void close(Duration limit) {
    KafkaProducer<String, byte[]> closing = producer;
    producer = null;
    if (closing != null) {
      closing.close(limit);
    }
  }

  private KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  @Override
  public void close() {
    close(CLOSE_LIMIT);
  }
}
