package io.dbintel.schemas.registry;

import io.dbintel.runtime.time.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats requests to a registry that is unavailable, for callers that cannot continue without it.
 * Of the failures of one call only the first is logged.
 */
public final class RetryingSchemaRegistry implements SchemaRegistry {

  private static final Logger LOG = LoggerFactory.getLogger(RetryingSchemaRegistry.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

  private final SchemaRegistry registry;
  private final Duration limit;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * @param registry the registry that is asked; closed with this one
   * @param limit how long a call is retried before it fails with the last exception
   */
  public RetryingSchemaRegistry(SchemaRegistry registry, Duration limit) {
    this.registry = registry;
    this.limit = limit;
  }

  @Override
  public int register(String subject, Schema schema) {
    return retry(() -> registry.register(subject, schema));
  }

  @Override
  public Schema byId(int id) {
    return retry(() -> registry.byId(id));
  }

  private <T> T retry(Supplier<T> request) {
    long deadline = System.nanoTime() + limit.toNanos();
    for (int failures = 1; ; failures++) {
      try {
        return request.get();
      } catch (RegistryUnavailableException unavailable) {
        Duration delay = BACKOFF.delayAfter(failures);
        if (System.nanoTime() + delay.toNanos() - deadline > 0) {
          throw unavailable;
        }
        if (failures == 1) {
          LOG.warn("{}; retrying for up to {} s", unavailable.getMessage(), limit.toSeconds());
        }
        if (isStoppedWithin(delay)) {
          throw unavailable;
        }
      }
    }
  }

  private boolean isStoppedWithin(Duration delay) {
    try {
      return stopped.await(delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Makes current and later calls fail at once while the registry is unavailable. */
  public void stopRetrying() {
    stopped.countDown();
  }

  @Override
  public void close() {
    registry.close();
  }
}
