package io.dbintel.exporter.consume;

import io.dbintel.exporter.outcome.OutcomePublisher;
import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Signal;
import io.dbintel.exporter.sink.Sink;
import io.dbintel.exporter.sink.SinkOutcome;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.serde.UndecodableRecordException;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drains the result topics into one sink: poll, batch, send, publish the outcome, and only then
 * commit the lowest finished offset. While the sink is busy the partitions are paused.
 */
public final class SinkConsumer implements Runnable, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SinkConsumer.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int MAX_BATCH_SIZE = 2_000;

  private final String name;
  private final KafkaConsumer<String, byte[]> consumer;
  private final AvroDeserializer<SpecificRecord> decoder;
  private final Sink sink;
  private final OutcomePublisher outcomes;
  private final ExportMeter meter;
  private final int maxInFlight;
  private final ExecutorService senders;
  private final LinkedBlockingQueue<Delivery> finished = new LinkedBlockingQueue<>();
  private final Map<TopicPartition, OffsetTracker> trackers = new HashMap<>();
  private final Map<Signal, Delivery> batches = new EnumMap<>(Signal.class);
  private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();
  private int inFlight;
  private volatile boolean stopping;
  private volatile RuntimeException failure;

  public SinkConsumer(
      String name,
      KafkaConsumer<String, byte[]> consumer,
      AvroDeserializer<SpecificRecord> decoder,
      Sink sink,
      OutcomePublisher outcomes,
      ExportMeter meter,
      int maxInFlight) {
    this.name = name;
    this.consumer = consumer;
    this.decoder = decoder;
    this.sink = sink;
    this.outcomes = outcomes;
    this.meter = meter;
    this.maxInFlight = maxInFlight;
    this.senders = Executors.newFixedThreadPool(maxInFlight);
  }

  /** Works until closed; a failure that no retry can mend ends it. */
  @Override
  public void run() {
    try {
      consumer.subscribe(
          List.of(Signal.LOGS.topic(), Signal.METRICS.topic()), new RebalanceListener());
      while (!stopping && failure == null) {
        turn();
      }
    } catch (RuntimeException e) {
      failure = e;
      LOG.error("sink {} stops: {}", name, e.getMessage());
    } finally {
      stop();
    }
  }

  /** The exception that ended this consumer; null while it works. */
  public RuntimeException failure() {
    return failure;
  }

  /** Ends {@link #run()}; what has no outcome yet will be delivered again. */
  @Override
  public void close() {
    stopping = true;
  }

  private void turn() {
    for (ConsumerRecord<String, byte[]> record : poll()) {
      accept(record);
    }
    batches.values().forEach(this::submit);
    batches.clear();
    takeFinished();
    throttle();
    commit();
  }

  private ConsumerRecords<String, byte[]> poll() {
    try {
      return consumer.poll(POLL);
    } catch (NoOffsetForPartitionException e) {
      LOG.info("sink {}: no offsets yet, beginning with the oldest record", name);
      consumer.seekToBeginning(e.partitions());
    } catch (OffsetOutOfRangeException e) {
      skipWhatRetentionTook(e);
    }
    return ConsumerRecords.empty();
  }

  private void skipWhatRetentionTook(OffsetOutOfRangeException e) {
    Map<TopicPartition, Long> oldest =
        consumer.beginningOffsets(e.offsetOutOfRangePartitions().keySet());
    e.offsetOutOfRangePartitions()
        .forEach(
            (partition, wanted) -> {
              long lost = Math.max(0, oldest.get(partition) - wanted);
              meter.lostToRetention(lost);
              LOG.error(
                  "sink {}: {} records of {} were removed by retention before they were sent;"
                      + " raise retention.ms or add exporters",
                  name,
                  lost,
                  partition);
              consumer.seek(partition, oldest.get(partition));
              trackers.remove(partition);
            });
  }

  private void accept(ConsumerRecord<String, byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    OffsetTracker tracker =
        trackers.computeIfAbsent(partition, p -> new OffsetTracker(record.offset()));
    tracker.add(record.offset());
    try {
      ResultItem item = ResultItem.of(decoder.deserialize(record.topic(), record.value()));
      Signal signal = Signal.ofTopic(record.topic());
      Delivery batch = batches.computeIfAbsent(signal, Delivery::new);
      batch.add(item, partition, record.offset());
      if (batch.size() >= MAX_BATCH_SIZE) {
        submit(batches.remove(signal));
      }
    } catch (UndecodableRecordException | IllegalArgumentException e) {
      meter.undecodable();
      LOG.error(
          "sink {}: record {} offset {} is skipped: {}",
          name,
          partition,
          record.offset(),
          e.getMessage());
      tracker.finish(record.offset());
    }
  }

  private void submit(Delivery delivery) {
    inFlight++;
    senders.execute(() -> deliver(delivery));
  }

  private void deliver(Delivery delivery) {
    try {
      for (SinkOutcome outcome : sink.send(delivery.signal(), delivery.items())) {
        outcomes.publish(name, delivery.signal(), delivery.items(), outcome);
        meter.outcome(delivery.signal(), outcome);
      }
      finished.add(delivery);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void takeFinished() {
    Delivery delivery = finished.poll();
    while (delivery != null) {
      inFlight--;
      delivery
          .offsets()
          .forEach(
              (partition, offsets) -> {
                OffsetTracker tracker = trackers.get(partition);
                if (tracker != null) {
                  offsets.forEach(tracker::finish);
                }
              });
      delivery = finished.poll();
    }
  }

  private void throttle() {
    if (inFlight >= maxInFlight) {
      consumer.pause(consumer.assignment());
    } else {
      consumer.resume(consumer.paused());
    }
  }

  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    trackers.forEach(
        (partition, tracker) ->
            offsets.put(partition, new OffsetAndMetadata(tracker.committable())));
    if (!offsets.isEmpty() && !offsets.equals(committed)) {
      consumer.commitSync(offsets);
      committed = offsets;
    }
  }

  private void stop() {
    sink.close();
    senders.shutdown();
    try {
      if (!senders.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("sink {}: a request was still under way at stop", name);
        senders.shutdownNow();
      }
      takeFinished();
      commit();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("sink {}: last offsets not committed: {}", name, e.getMessage());
    }
    consumer.close();
  }

  /** A partition that leaves takes its bookkeeping along; its new owner begins at the commit. */
  private final class RebalanceListener implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      takeFinished();
      commit();
      partitions.forEach(trackers::remove);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      partitions.forEach(trackers::remove);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      LOG.info("sink {}: {} partitions assigned", name, partitions.size());
    }
  }
}
