package io.dbintel.collector.publish;

import io.dbintel.collector.config.SpoolConfig;
import io.dbintel.runtime.health.Health;
import io.dbintel.runtime.health.Health.Status;
import io.dbintel.schemas.config.SchemaRegistryConfig;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.registry.SchemaRegistries;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.signing.RecordSigner;
import io.dbintel.schemas.signing.SigningConfig;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes polls to topic dbintel.raw in the order in which they are added; while the broker is
 * away they wait in the spool. Thread-safe.
 */
public final class RawPublisher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RawPublisher.class);

  private final PollQueue queue;
  private final PollSender sender;
  private final Thread thread;

  private RawPublisher(PollQueue queue, PollSender sender) {
    this.queue = queue;
    this.sender = sender;
    this.thread = new Thread(sender, "dbintel-publish");
    thread.setDaemon(true);
  }

  /**
   * Opens the spool and starts to send; the broker need not be there.
   *
   * @param client Kafka client settings
   * @param signing with which keys records are signed
   * @throws IllegalStateException when another process uses the spool folder
   */
  public static RawPublisher start(
      Map<String, Object> client,
      SchemaRegistryConfig registryConfig,
      SpoolConfig spoolConfig,
      RecordEncoder encoder,
      SigningConfig signing) {
    Spool spool = Spool.open(spoolConfig.directory(), encoder, spoolConfig.maxSize().bytes());
    if (!spool.isEmpty()) {
      LOG.info("{} polls of an earlier run wait in the spool and are sent first", spool.polls());
    }
    PollQueue queue = new PollQueue(spool, spoolConfig.memory().bytes());
    RawProducer producer = new RawProducer(client, new RecordSigner(signing));
    SchemaRegistry registry =
        registryConfig.isBundled()
            ? new BundledSchemaRegistry(producer)
            : SchemaRegistries.of(registryConfig, client);
    PollSender sender =
        new PollSender(
            queue,
            producer,
            new SchemaIdRewriter(encoder, registry),
            String.valueOf(client.get("bootstrap.servers")),
            spoolConfig.catchUpRate().bytes());
    RawPublisher publisher = new RawPublisher(queue, sender);
    publisher.thread.start();
    return publisher;
  }

  /**
   * Adds a poll; waits for the disk at most.
   *
   * @throws java.io.UncheckedIOException when it had to go to disk, could not be written, and there
   *     is no room for it in memory
   */
  public void publish(RawPoll poll) {
    queue.add(poll);
  }

  /** Whether polling has to pause because the spool is used up, or away and the memory used up. */
  public boolean isFull() {
    return queue.state().full();
  }

  /** Whether there is no room left even for the outcome of a skipped poll. */
  public boolean isExhausted() {
    return queue.state().exhausted();
  }

  /** Whether polls wait on disk, so that acknowledgements are not reported. */
  public boolean isSpooling() {
    return queue.state().spooling();
  }

  /** Whether the broker takes no polls at present, or those that waited for it go first. */
  public boolean isCutOff() {
    return isSpooling() || !sender.problem().isEmpty();
  }

  /** Room that everything in the spool's folder takes, bytes. */
  public long spooledBytes() {
    return queue.state().diskBytes();
  }

  /** Files in the spool's folder that cannot be sent. */
  public int filesSetAside() {
    return queue.state().asides();
  }

  /** Files set aside that were deleted since start, to keep the bound of the spool. */
  public long filesDeleted() {
    return queue.state().asidesDropped();
  }

  /** Polls set aside since start because no broker takes them or they were damaged on disk. */
  public long pollsSetAside() {
    return queue.state().setAside();
  }

  /** Polls that the broker has not acknowledged. */
  public int waitingPolls() {
    return queue.state().polls();
  }

  /** Polls acknowledged since start. */
  public long acknowledgedPolls() {
    return sender.acknowledged();
  }

  /**
   * Degraded while polls wait on disk, or while the disk fails and the broker does not; down while
   * both fail and when the sending thread is stuck, dead when it has ended.
   */
  public Health health() {
    Health sending = sender.liveness().health("the sending thread", "restart the agent");
    if (sending.status() != Status.UP) {
      return sending;
    }
    PollQueue.State state = queue.state();
    String reasons = joined(sender.problem(), state.diskProblem());
    if (!state.diskProblem().isEmpty() && !sender.problem().isEmpty()) {
      return Health.down("polls can neither be sent nor kept on disk: " + reasons);
    }
    if (state.full()) {
      return Health.degraded("spool full, polling pauses: " + reasons);
    }
    if (state.spooling()) {
      return Health.degraded(state.polls() + " polls wait in the spool: " + reasons);
    }
    return reasons.isEmpty() ? Health.up() : Health.degraded(reasons);
  }

  private static String joined(String first, String second) {
    return first.isEmpty() || second.isEmpty() || first.equals(second)
        ? first.isEmpty() ? second : first
        : first + "; " + second;
  }

  /** Allows what is queued a bounded time to be sent; the rest waits on disk for the next start. */
  public void close(Duration limit) {
    sender.stopWhenDrained(limit);
    LockSupport.unpark(thread);
    try {
      thread.join(limit.toMillis() + 1_000);
      if (thread.isAlive()) {
        thread.interrupt();
        thread.join(1_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int left = queue.state().polls();
    try {
      queue.close();
    } catch (UncheckedIOException diskFailure) {
      LOG.error("{} polls could not be sent and not all kept: {}", left, diskFailure.getMessage());
      return;
    }
    if (left > 0) {
      LOG.warn("{} polls could not be sent; they wait in the spool for the next start", left);
    }
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(5));
  }
}
