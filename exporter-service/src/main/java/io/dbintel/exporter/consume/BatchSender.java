package io.dbintel.exporter.consume;

import io.dbintel.exporter.outcome.OutcomePublisher;
import io.dbintel.exporter.sink.Sink;
import io.dbintel.exporter.sink.SinkOutcome;
import io.dbintel.runtime.health.Health;
import io.dbintel.schemas.registry.SchemaRegistryException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the batches of one sink on threads of their own, publishes their outcomes, then hands them
 * back. Used by one thread, apart from {@link #health()}.
 */
final class BatchSender {

  private static final Logger LOG = LoggerFactory.getLogger(BatchSender.class);
  private static final long STOP_SECONDS = 10;

  private final String name;
  private final Sink sink;
  private final OutcomePublisher outcomes;
  private final ExportMeter meter;
  private final int maxInFlight;
  private final ExecutorService senders;
  private final LinkedBlockingQueue<Batch> finished = new LinkedBlockingQueue<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private int inFlight;
  private volatile Health publishing = Health.up();
  private volatile RuntimeException failure;

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
    inFlight++;
    senders.execute(() -> deliver(batch));
  }

  /** Whether no more should be read for now. */
  boolean full() {
    return inFlight >= maxInFlight;
  }

  /**
   * Batches whose outcome is terminal and published, since the last call.
   *
   * @throws RuntimeException what a sink failed with, if one did
   */
  List<Batch> takeFinished() {
    if (failure != null) {
      throw failure;
    }
    List<Batch> taken = new ArrayList<>();
    finished.drainTo(taken);
    inFlight -= taken.size();
    return taken;
  }

  /** Whether results arrive and their outcomes can be published. */
  Health health() {
    return publishing.status() == Health.Status.UP ? sink.health() : publishing;
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
    if (stopping.getCount() == 0) {
      return;
    }
    try {
      List<SinkOutcome> parts = sink.send(batch.signal(), batch.items());
      meter.delivered(batch.signal(), parts);
      for (SinkOutcome outcome : parts) {
        publish(batch, outcome);
      }
      finished.add(batch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void publish(Batch batch, SinkOutcome outcome) throws InterruptedException {
    while (true) {
      try {
        outcomes.publish(name, batch.signal(), batch.tenant(), outcome);
        publishing = Health.up();
        return;
      } catch (KafkaException | SchemaRegistryException e) {
        LOG.warn("sink {}: {}; trying again", name, e.getMessage());
        publishing = Health.down(e.getMessage());
        if (stopping.await(1, TimeUnit.SECONDS)) {
          throw new InterruptedException("stopped before an outcome was published");
        }
      }
    }
  }
}
