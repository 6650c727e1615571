package io.dbintel.collector.publish;

import io.dbintel.runtime.health.Liveness;
import io.dbintel.runtime.time.Allowance;
import io.dbintel.runtime.time.Backoff;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the oldest polls of the queue, waits for their acknowledgements, takes them out, and begins
 * again. From the first late acknowledgement on, the queue keeps everything on disk. Whatever fails
 * is tried again later: only a stop, or a JVM without memory, ends it. One log line when the broker
 * goes and one when it is back.
 */
final class PollSender implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(PollSender.class);
  private static final long BATCH_BYTES = 1 << 20;
  private static final long IDLE_WAIT_MILLIS = 100;
  private static final long ACKNOWLEDGEMENT_WAIT_MILLIS = 2_000;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(15);

  /** A batch waits for a few requests; with the clients' own time limits this is never met. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final PollQueue queue;
  private final RawProducer producer;
  private final SchemaIdRewriter schemaIds;
  private final String bootstrapServers;
  private final long catchUpBytesPerSecond;

  private final Liveness liveness = new Liveness();
  private final AtomicLong acknowledged = new AtomicLong();
  private final Backoff backoff = new Backoff(FIRST_PAUSE, MAX_PAUSE);
  private final Allowance rejections = new Allowance(10, Duration.ofMinutes(1));
  private volatile long deadline = Long.MAX_VALUE;
  private volatile boolean stopping;
  private volatile String problem = "";

  PollSender(
      PollQueue queue,
      RawProducer producer,
      SchemaIdRewriter schemaIds,
      String bootstrapServers,
      long catchUpBytesPerSecond) {
    this.queue = queue;
    this.producer = producer;
    this.schemaIds = schemaIds;
    this.bootstrapServers = bootstrapServers;
    this.catchUpBytesPerSecond = catchUpBytesPerSecond;
  }

  @Override
  public void run() {
    try {
      liveness.beat(PATIENCE);
      registerSchemas();
      while (!finished()) {
        liveness.beat(PATIENCE);
        sendOldest();
      }
      liveness.stopped();
    } catch (InterruptedException e) {
      LOG.debug("sending was interrupted; what is left goes to the spool", e);
      liveness.stopped();
    } catch (RuntimeException | Error e) {
      liveness.ended(e);
      throw e;
    } finally {
      producer.close();
    }
  }

  /** Connects and registers while the first polls are still being read. */
  private void registerSchemas() {
    try {
      schemaIds.registerAll();
    } catch (RuntimeException e) {
      LOG.debug("broker or registry is not there yet", e);
      producer.reset();
    }
  }

  private boolean finished() {
    return stopping
        && (queue.state().polls() == 0 || System.nanoTime() - deadline >= 0 || !problem.isEmpty());
  }

  private void sendOldest() throws InterruptedException {
    try {
      List<QueuedPoll> batch = queue.oldest(BATCH_BYTES, IDLE_WAIT_MILLIS);
      if (!batch.isEmpty()) {
        send(batch);
      }
    } catch (UncheckedIOException diskFailure) {
      stumbled(diskFailure.getMessage(), null);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error defect) {
      stumbled("sending failed with " + defect.getClass().getSimpleName(), defect);
    }
  }

  private void send(List<QueuedPoll> batch) throws InterruptedException {
    long started = System.nanoTime();
    List<List<Future<RecordMetadata>>> sent = new ArrayList<>();
    QueuedPoll current = batch.get(0);
    try {
      for (QueuedPoll queued : batch) {
        current = queued;
        sent.add(hand(queued.poll()));
      }
      for (int i = 0; i < batch.size(); i++) {
        current = batch.get(i);
        await(sent.get(i));
        queue.acknowledge(current.number());
        acknowledged.incrementAndGet();
      }
      recovered();
      boundRate(batch, started);
    } catch (ExecutionException e) {
      failed(current, e.getCause());
    } catch (RuntimeException e) {
      failed(current, e);
    }
  }

  private List<Future<RecordMetadata>> hand(RawPoll poll) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (RawRecord record : poll.records()) {
      sent.add(producer.send(poll.instanceId(), record, schemaIds.rewrite(record.value())));
    }
    return sent;
  }

  private void await(List<Future<RecordMetadata>> sent)
      throws ExecutionException, InterruptedException {
    for (Future<RecordMetadata> one : sent) {
      try {
        one.get(ACKNOWLEDGEMENT_WAIT_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException late) {
        spill();
        one.get();
      }
    }
  }

  /** Without a disk, too, the broker is waited for: the queue keeps what it can in memory. */
  private void spill() {
    try {
      queue.spill();
    } catch (UncheckedIOException diskFailure) {
      LOG.debug("polls stay in memory", diskFailure);
    }
  }

  private void failed(QueuedPoll poll, Throwable failure) throws InterruptedException {
    producer.reset();
    if (BrokerFailure.isPermanent(failure)) {
      queue.reject(poll.number());
      reportRejected(poll, failure);
      return;
    }
    spill();
    stumbled(BrokerFailure.describe(failure, bootstrapServers), null);
  }

  private void reportRejected(QueuedPoll poll, Throwable failure) {
    if (rejections.take(System.nanoTime() / NANOS_PER_MICRO)) {
      long untold = rejections.takeRefused();
      LOG.error(
          "poll {} of {} can never be sent and is kept in the spool as .rejected: {}{}",
          poll.number(),
          poll.poll().instanceId(),
          failure.getMessage(),
          untold == 0 ? "" : "; so were " + untold + " more that were not logged");
    }
  }

  private void stumbled(String reason, Throwable defect) throws InterruptedException {
    if (problem.isEmpty()) {
      LOG.warn("Polls wait: {}", reason, defect);
    }
    problem = reason;
    producer.reset();
    pause();
  }

  private void pause() throws InterruptedException {
    long now = System.nanoTime();
    waitUntil(now + backoff.failed(now / NANOS_PER_MICRO).toNanos());
  }

  private void recovered() {
    backoff.succeeded();
    if (!problem.isEmpty()) {
      LOG.info("Polls are sent again; {} wait", queue.state().polls());
      problem = "";
    }
  }

  private void boundRate(List<QueuedPoll> batch, long started) throws InterruptedException {
    if (!batch.get(0).spooled()) {
      return;
    }
    long bytes = batch.stream().mapToLong(queued -> queued.poll().bytes()).sum();
    waitUntil(started + TimeUnit.SECONDS.toNanos(1) * bytes / catchUpBytesPerSecond);
  }

  private void waitUntil(long nanos) throws InterruptedException {
    while (!stopping && nanos - System.nanoTime() > 0) {
      LockSupport.parkNanos(this, nanos - System.nanoTime());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  /** Ends the thread when the queue is empty, the broker is away or the time is over. */
  void stopWhenDrained(Duration limit) {
    deadline = System.nanoTime() + limit.toNanos();
    stopping = true;
  }

  long acknowledged() {
    return acknowledged.get();
  }

  /** Why polls wait; empty when they do not. */
  String problem() {
    return problem;
  }

  /** Whether the thread does its work. */
  Liveness liveness() {
    return liveness;
  }
}
