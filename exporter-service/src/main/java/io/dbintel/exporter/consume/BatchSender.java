package io.dbintel.exporter.consume;

import io.dbintel.exporter.outcome.OutcomePublisher;
import io.dbintel.exporter.sink.Sink;
import io.dbintel.exporter.sink.SinkOutcome;
import io.dbintel.runtime.health.Health;
import io.dbintel.runtime.log.ProblemLog;
import io.dbintel.runtime.time.Backoff;
import io.dbintel.schemas.registry.SchemaRegistryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Sends the batches of one sink on threads of their own, publishes their outcomes, then hands them
 * back. A batch is tried until it has its outcomes, whatever the sink throws: a lane never ends
 * without a word. Used by one thread, apart from {@link #health()}.
 */
final class BatchSender {

  private static final Logger LOG = LoggerFactory.getLogger(BatchSender.class);
  private static final long STOP_SECONDS = 10;
  private static final Backoff AFTER_FAILURE =
      new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  private final String name;
  private final Sink sink;
  private final OutcomePublisher outcomes;
  private final ExportMeter meter;
  private final int maxInFlight;
  private final ExecutorService senders;
  private final ProblemLog problems = new ProblemLog(LOG);
  private final Map<Batch, Future<?>> underWay = new HashMap<>();
  private final LinkedBlockingQueue<Batch> finished = new LinkedBlockingQueue<>();
  private final Map<Batch, Health> troubles = new ConcurrentHashMap<>();
  private final CountDownLatch stopping = new CountDownLatch(1);

  BatchSender(
      String name, Sink sink, OutcomePublisher outcomes, ExportMeter meter, int maxInFlight) {
    this.name = name;
    this.sink = sink;
    this.outcomes = outcomes;
    this.meter = meter;
    this.maxInFlight = maxInFlight;
    this.senders =
        Executors.newFixedThreadPool(maxInFlight, task -> new Thread(task, "dbintel-send-" + name));
  }

  void submit(Batch batch) {
    underWay.put(batch, senders.submit(() -> deliver(batch)));
  }

  /** Whether no more should be read for now. */
  boolean full() {
    return underWay.size() >= maxInFlight;
  }

  /**
   * Batches whose outcome is terminal and published, since the last call.
   *
   * @throws IllegalStateException when a thread gave a batch up without telling
   */
  List<Batch> takeFinished() {
    problems.tellOverdue();
    List<Batch> over =
        underWay.entrySet().stream()
            .filter(entry -> entry.getValue().isDone())
            .map(Map.Entry::getKey)
            .toList();
    List<Batch> taken = new ArrayList<>();
    finished.drainTo(taken);
    taken.removeIf(batch -> underWay.remove(batch) == null);
    if (stopping.getCount() > 0 && over.stream().anyMatch(underWay::containsKey)) {
      throw new IllegalStateException("sink " + name + ": a thread ended before its batch did");
    }
    return taken;
  }

  /**
   * Waits until nothing of the partitions is under way, at most as long as given, and not after
   * {@link #stop}.
   *
   * @return the batches that finished meanwhile, of whatever partition
   */
  List<Batch> awaitFinished(Collection<TopicPartition> partitions, Duration limit)
      throws InterruptedException {
    List<Batch> taken = takeFinished();
    long end = System.nanoTime() + limit.toNanos();
    while (stopping.getCount() > 0
        && underWay.keySet().stream().anyMatch(batch -> batch.touches(partitions))) {
      Batch next = finished.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return taken;
      }
      if (underWay.remove(next) != null) {
        taken.add(next);
      }
    }
    return taken;
  }

  /** Ends what is under way of these partitions alone: somebody else will send it. */
  void abandon(Collection<TopicPartition> partitions) {
    underWay
        .entrySet()
        .removeIf(
            entry -> {
              boolean theirs = partitions.containsAll(entry.getKey().offsets().keySet());
              if (theirs) {
                entry.getValue().cancel(true);
                troubles.remove(entry.getKey());
              }
              return theirs;
            });
  }

  /** Whether results arrive and their outcomes can be published. */
  Health health() {
    return troubles.values().stream().findAny().orElseGet(sink::health);
  }

  /** Stops: a batch under way may finish within a bounded time, no other is started. */
  void stop() throws InterruptedException {
    stopping.countDown();
    sink.close();
    senders.shutdown();
    if (!senders.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("sink {}: a request was still under way at stop", name);
      senders.shutdownNow();
    }
  }

  private void deliver(Batch batch) {
    int failures = 0;
    try {
      while (stopping.getCount() > 0) {
        try {
          deliverOnce(batch);
          finished.add(batch);
          return;
        } catch (RuntimeException | Error failure) {
          failures++;
          report(batch, failure);
          await(AFTER_FAILURE.delayAfter(failures));
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      troubles.remove(batch);
    }
  }

  private void deliverOnce(Batch batch) throws InterruptedException {
    List<SinkOutcome> parts =
        sink.send(batch.signal(), batch.items(), delay -> publishDelay(batch, delay));
    meter.delivered(batch.signal(), parts);
    for (SinkOutcome outcome : parts) {
      publish(batch, outcome);
    }
  }

  /** A delay is told once: what becomes of the batch does not wait for it. */
  private void publishDelay(Batch batch, SinkOutcome delay) {
    try {
      outcomes.publish(name, batch.signal(), batch.tenant(), delay);
    } catch (KafkaException | SchemaRegistryException e) {
      problems.warn("delays", "sink " + name + ": a delay is not told: " + e.getMessage());
    }
  }

  private void publish(Batch batch, SinkOutcome outcome) throws InterruptedException {
    while (true) {
      try {
        outcomes.publish(name, batch.signal(), batch.tenant(), outcome);
        troubles.remove(batch);
        return;
      } catch (KafkaException | SchemaRegistryException e) {
        problems.warn("outcomes", "sink " + name + ": " + e.getMessage() + "; trying again");
        troubles.put(batch, Health.down(e.getMessage()));
        await(Duration.ofSeconds(1));
      }
    }
  }

  /** With no memory left even a log line may fail; the next attempt tells again. */
  private void report(Batch batch, Throwable failure) {
    try {
      String kind = failure.getClass().getName();
      String message =
          "sink "
              + name
              + ": sending failed with "
              + kind
              + "; trying again (results wait in Kafka)";
      troubles.put(batch, Health.down(message));
      problems.report(Level.ERROR, kind, message);
      LOG.debug("sink {}: sending failed", name, failure);
    } catch (RuntimeException | Error unlogged) {
      // nothing that could still be done about it
    }
  }

  private void await(Duration wait) throws InterruptedException {
    if (stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("sink " + name + " stops");
    }
  }
}
