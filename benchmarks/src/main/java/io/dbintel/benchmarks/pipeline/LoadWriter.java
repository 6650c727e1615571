package io.dbintel.benchmarks.pipeline;

import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroSerializer;
import io.dbintel.schemas.topic.TopicDefinition;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes events to the topic that a topology reads, with the producer settings of the agent. */
final class LoadWriter implements AutoCloseable {

  private final MeasuredTopology topology;
  private final AvroSerializer<SpecificRecord> serializer =
      new AvroSerializer<>(new BundledSchemaRegistry());
  private final KafkaProducer<String, byte[]> producer;
  private long records;
  private volatile RuntimeException failure;

  LoadWriter(String bootstrapServers, MeasuredTopology topology) {
    this.topology = topology;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "linger.ms",
                5,
                "batch.size",
                65_536,
                "compression.type",
                "zstd",
                "max.request.size",
                TopicDefinition.MAX_MESSAGE_BYTES),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Writes an event that was read at its own time. */
  void write(LoadEvent event) {
    write(event, event.time() / 1_000);
  }

  /** Writes an event that is read just now. */
  void writeNow(LoadEvent event) {
    write(event, System.currentTimeMillis());
  }

  private void write(LoadEvent event, long timestamp) {
    Headers headers = new RecordHeaders();
    byte[] value;
    if (topology != MeasuredTopology.MINIMAL) {
      value = serializer.serialize(topology.inputTopic(), headers, RawRecords.of(event));
    } else if (event instanceof LoadEvent.Chunk chunk) {
      value = RowBlock.of(chunk);
    } else {
      return;
    }
    String key = event.server().instance();
    producer.send(
        new ProducerRecord<>(topology.inputTopic(), null, timestamp, key, value, headers),
        (metadata, failed) -> {
          if (failed != null) {
            failure = new IllegalStateException("the load could not be written", failed);
          }
        });
    records++;
  }

  /** Records written so far. */
  long records() {
    return records;
  }

  /** Waits until everything written is in the log. */
  void flush() {
    producer.flush();
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
