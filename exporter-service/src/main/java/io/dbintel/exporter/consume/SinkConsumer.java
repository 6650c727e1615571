package io.dbintel.exporter.consume;

import io.dbintel.exporter.config.SinkConfig;
import io.dbintel.exporter.outcome.DeadLetterPublisher;
import io.dbintel.exporter.outcome.OutcomePublisher;
import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Signal;
import io.dbintel.exporter.sink.Sink;
import io.dbintel.runtime.health.Health;
import io.dbintel.runtime.log.ProblemLog;
import io.dbintel.schemas.registry.SchemaRegistryException;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.serde.UndecodableRecordException;
import io.opentelemetry.api.metrics.Meter;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Drains the result topics into one sink: poll, filter, batch, send, publish the outcome, and only
 * then commit the lowest finished offset. While the sink is busy the partitions are paused, and one
 * of them while too much of it cannot be committed; while the broker or the schema registry is
 * unavailable the health is down and the work is tried again.
 */
public final class SinkConsumer implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(SinkConsumer.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long PAUSE_AFTER_TROUBLE_MILLIS = 1_000;
  private static final int MAX_BATCH_SIZE = 2_000;
  private static final long JOIN_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final String WAITING =
      "waiting for the broker to assign partitions; is kafka.bootstrapServers right, the broker up,"
          + " and were the topics created (dbintel topics create)?";

  private final String name;
  private final List<Signal> signals;
  private final KafkaConsumer<String, byte[]> consumer;
  private final AvroDeserializer<SpecificRecord> decoder;
  private final ResultFilter filter;
  private final BatchSender sender;
  private final DeadLetterPublisher deadLetters;
  private final ExportMeter meter;
  private final Consumer<Throwable> onFailure;
  private final Runnable onTurn;
  private final PartitionProgress progress;
  private final ProblemLog problems = new ProblemLog(LOG);
  private final Map<Batch.Key, Batch> batches = new LinkedHashMap<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final long created = System.nanoTime();
  private boolean warnedOfWaiting;
  private volatile Health reading = Health.up();

  private SinkConsumer(
      String name,
      List<Signal> signals,
      KafkaConsumer<String, byte[]> consumer,
      AvroDeserializer<SpecificRecord> decoder,
      ResultFilter filter,
      BatchSender sender,
      DeadLetterPublisher deadLetters,
      ExportMeter meter,
      Consumer<Throwable> onFailure,
      Runnable onTurn) {
    this.name = name;
    this.signals = signals;
    this.consumer = consumer;
    this.decoder = decoder;
    this.filter = filter;
    this.sender = sender;
    this.deadLetters = deadLetters;
    this.meter = meter;
    this.onFailure = onFailure;
    this.onTurn = onTurn;
    this.progress = new PartitionProgress(name, consumer, new Departures(sender, this::finish));
  }

  /**
   * @param onFailure receives what ended this consumer, if it was not asked to stop
   * @param onTurn called each time the work comes round
   */
  public static SinkConsumer create(
      String name,
      SinkConfig config,
      Sink sink,
      KafkaConsumer<String, byte[]> consumer,
      AvroDeserializer<SpecificRecord> decoder,
      Producer<String, SpecificRecord> producer,
      Meter meter,
      Consumer<Throwable> onFailure,
      Runnable onTurn) {
    ExportMeter exportMeter = new ExportMeter(meter, name);
    OutcomePublisher outcomes = new OutcomePublisher(producer, Clock.systemUTC());
    return new SinkConsumer(
        name,
        config.signals(),
        consumer,
        decoder,
        new ResultFilter(config.filter()),
        new BatchSender(name, sink, outcomes, exportMeter, config.maxInFlight()),
        new DeadLetterPublisher(producer),
        exportMeter,
        onFailure,
        onTurn);
  }

  /** Works until stopped; reports a failure that trying again cannot fix. */
  @Override
  public void run() {
    try {
      consumer.subscribe(signals.stream().map(Signal::topic).toList(), progress);
      while (stopping.getCount() > 0) {
        onTurn.run();
        runOnce();
        problems.tellOverdue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      // told first: with no memory left a log line may fail
      onFailure.accept(e);
      reading = Health.down("sink " + name + " failed: " + e.getClass().getName());
      LOG.error("sink {} stops", name, e);
    } finally {
      shutDown();
    }
  }

  /** Makes {@link #run()} return; what has no outcome yet will be delivered again. */
  public void stop() {
    stopping.countDown();
  }

  /** Whether results can be read and delivered. */
  public Health health() {
    if (reading.status() != Health.Status.UP) {
      return reading;
    }
    return progress.joined() ? sender.health() : Health.down(WAITING);
  }

  private void warnOfWaiting() {
    if (!warnedOfWaiting && !progress.joined() && System.nanoTime() - created > JOIN_LIMIT_NANOS) {
      LOG.warn("sink {}: {}", name, WAITING);
      warnedOfWaiting = true;
    }
  }

  private void runOnce() throws InterruptedException {
    try {
      read(poll());
      batches.values().forEach(sender::submit);
      batches.clear();
      takeFinished();
      progress.pauseAndResume(sender.full());
      warnOfWaiting();
      progress.commit();
      meter.lag(progress.lag());
      meter.uncommitted(progress.uncommitted());
      reading = Health.up();
    } catch (RebalanceInProgressException | CommitFailedException e) {
      LOG.debug("sink {}: partitions are moving, committing after the next poll", name, e);
    } catch (KafkaException | SchemaRegistryException e) {
      if (reading.status() == Health.Status.UP) {
        LOG.warn("sink {}: {}; trying again", name, e.getMessage());
      }
      reading = Health.down(e.getMessage());
      if (!stopping.await(PAUSE_AFTER_TROUBLE_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.debug("sink {}: trying again", name);
      }
    }
  }

  private ConsumerRecords<String, byte[]> poll() {
    try {
      return consumer.poll(POLL);
    } catch (NoOffsetForPartitionException e) {
      progress.beginWithOldest(e.partitions());
    } catch (OffsetOutOfRangeException e) {
      meter.lostToRetention(progress.skipLostToRetention(e.offsetOutOfRangePartitions()));
    }
    return ConsumerRecords.empty();
  }

  /** Accepts the records; after one that cannot be read now, the rest is polled again. */
  private void read(ConsumerRecords<String, byte[]> records) {
    Map<TopicPartition, Long> unread = new HashMap<>();
    RuntimeException trouble = null;
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        if (trouble == null) {
          accept(record);
          continue;
        }
      } catch (KafkaException | SchemaRegistryException e) {
        trouble = e;
      }
      unread.putIfAbsent(PartitionProgress.partition(record), record.offset());
    }
    unread.forEach(consumer::seek);
    if (trouble != null) {
      throw trouble;
    }
  }

  private void accept(ConsumerRecord<String, byte[]> record) {
    ResultItem item;
    try {
      item = ResultItem.of(decoder.deserialize(record.topic(), record.value()));
    } catch (UndecodableRecordException | IllegalArgumentException e) {
      skip(record, e);
      return;
    }
    progress.begin(record);
    Signal signal = Signal.ofTopic(record.topic());
    if (!filter.accepts(item)) {
      meter.filtered(signal, item.size());
      progress.finish(PartitionProgress.partition(record), record.offset());
      return;
    }
    Batch.Key key = new Batch.Key(signal, item.tenant());
    Batch batch = batches.computeIfAbsent(key, Batch::new);
    batch.add(item, PartitionProgress.partition(record), record.offset());
    if (batch.size() >= MAX_BATCH_SIZE) {
      sender.submit(batches.remove(key));
    }
  }

  private void skip(ConsumerRecord<String, byte[]> record, RuntimeException reason) {
    deadLetters.publish(record, reason.getMessage());
    problems.report(
        Level.ERROR,
        "not a result",
        "sink "
            + name
            + ": record "
            + record.offset()
            + " of "
            + PartitionProgress.partition(record)
            + " is not a result and is skipped: "
            + reason.getMessage());
    meter.undecodable();
    progress.begin(record);
    progress.finish(PartitionProgress.partition(record), record.offset());
  }

  private void takeFinished() {
    sender.takeFinished().forEach(this::finish);
  }

  private void finish(Batch batch) {
    batch
        .offsets()
        .forEach(
            (partition, offsets) -> offsets.forEach(offset -> progress.finish(partition, offset)));
  }

  private void shutDown() {
    try {
      sender.stop();
      takeFinished();
      progress.commit();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("sink {}: last offsets not committed: {}", name, e.getMessage());
    }
    consumer.close();
  }
}
