package io.dbintel.benchmarks.pipeline;

import io.dbintel.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads results as soon as they are committed and takes the time since their raw record was
 * appended, which is the timestamp that a result inherits.
 */
final class LatencyProbe implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(20);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread = new Thread(this::read, "latency-probe");
  private final Latencies latencies = new Latencies();
  private volatile long from = Long.MAX_VALUE;
  private volatile boolean stopped;

  /** Starts at the end of the result topics. */
  LatencyProbe(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        Stream.of(TopicCatalogue.EVENTS, TopicCatalogue.METRICS)
            .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    thread.start();
  }

  /** Counts results of records that are appended from now on. */
  void countFromNow() {
    from = System.currentTimeMillis();
  }

  /** Ends the reading, after everything that is there. */
  Latencies finish() throws InterruptedException {
    stopped = true;
    thread.join();
    return latencies;
  }

  private void read() {
    boolean more = true;
    while (more || !stopped) {
      more = false;
      for (ConsumerRecord<byte[], byte[]> result : consumer.poll(POLL)) {
        more = true;
        if (result.timestamp() >= from) {
          latencies.add(System.currentTimeMillis() - result.timestamp());
        }
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    finish();
    consumer.close();
  }
}
