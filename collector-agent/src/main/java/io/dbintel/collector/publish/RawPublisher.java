package io.dbintel.collector.publish;

import io.dbintel.collector.config.SpoolConfig;
import io.dbintel.runtime.health.Health;
import io.dbintel.schemas.config.SchemaRegistryConfig;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.registry.SchemaRegistries;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.signing.RecordSigner;
import io.dbintel.schemas.signing.SigningConfig;
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

  /** Room beyond the spool's size for the outcomes of polls that were skipped because of it. */
  private static final long OUTCOME_RESERVE_BYTES = 1 << 20;

  private final PollQueue queue;
  private final PollSender sender;
  private final Thread thread;
  private final long outcomeLimit;

  private RawPublisher(PollQueue queue, PollSender sender, long outcomeLimit) {
    this.queue = queue;
    this.sender = sender;
    this.outcomeLimit = outcomeLimit;
    this.thread = new Thread(sender, "dbintel-publish");
    thread.setDaemon(true);
  }

  /** The same without signatures. */
  public static RawPublisher start(
      Map<String, Object> client,
      SchemaRegistryConfig registryConfig,
      SpoolConfig spoolConfig,
      RecordEncoder encoder) {
    return start(client, registryConfig, spoolConfig, encoder, SigningConfig.OFF);
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
    Spool spool = Spool.open(spoolConfig.directory(), encoder);
    if (!spool.isEmpty()) {
      LOG.info("{} polls of an earlier run wait in the spool and are sent first", spool.polls());
    }
    PollQueue queue =
        new PollQueue(spool, spoolConfig.memory().bytes(), spoolConfig.maxSize().bytes());
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
    RawPublisher publisher =
        new RawPublisher(queue, sender, spoolConfig.maxSize().bytes() + OUTCOME_RESERVE_BYTES);
    publisher.thread.start();
    return publisher;
  }

  /**
   * Adds a poll; returns at once.
   *
   * @throws java.io.UncheckedIOException when it had to go to disk and could not be written
   */
  public void publish(RawPoll poll) {
    queue.add(poll);
  }

  /** Whether polling has to pause because the spool is used up. */
  public boolean isFull() {
    return queue.isFull();
  }

  /** Whether there is no room left even for the outcome of a skipped poll. */
  public boolean isExhausted() {
    return queue.spooledBytes() >= outcomeLimit;
  }

  /** Whether polls wait on disk, so that acknowledgements are not reported. */
  public boolean isSpooling() {
    return queue.isSpooling();
  }

  /** Bytes that wait on disk. */
  public long spooledBytes() {
    return queue.spooledBytes();
  }

  /** Polls that the broker has not acknowledged. */
  public int waitingPolls() {
    return queue.polls();
  }

  /** Polls acknowledged since start. */
  public long acknowledgedPolls() {
    return sender.acknowledged();
  }

  /** Degraded while polls wait on disk. */
  public Health health() {
    if (queue.isFull()) {
      return Health.degraded("spool full, polling pauses: " + sender.problem());
    }
    return queue.isSpooling()
        ? Health.degraded(queue.polls() + " polls wait in the spool: " + sender.problem())
        : Health.up();
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
    int left = queue.polls();
    queue.close();
    if (left > 0) {
      LOG.warn("{} polls could not be sent; they wait in the spool for the next start", left);
    }
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(5));
  }
}
