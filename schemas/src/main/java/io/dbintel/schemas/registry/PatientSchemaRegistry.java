package io.dbintel.schemas.registry;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a registry that is away, for callers that can do nothing without it. The first failure
 * of a wait is logged, the others are not.
 */
public final class PatientSchemaRegistry implements SchemaRegistry {

  private static final Logger LOG = LoggerFactory.getLogger(PatientSchemaRegistry.class);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final SchemaRegistry registry;
  private final Duration patience;
  private final CountDownLatch impatient = new CountDownLatch(1);

  /**
   * @param registry asked again and again; closed with this
   * @param patience after which a call fails as the registry's last answer says
   */
  public PatientSchemaRegistry(SchemaRegistry registry, Duration patience) {
    this.registry = registry;
    this.patience = patience;
  }

  @Override
  public int register(String subject, Schema schema) {
    return patiently(() -> registry.register(subject, schema));
  }

  @Override
  public Schema byId(int id) {
    return patiently(() -> registry.byId(id));
  }

  private <T> T patiently(Supplier<T> question) {
    long deadline = System.nanoTime() + patience.toNanos();
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      try {
        return question.get();
      } catch (RegistryUnavailableException away) {
        if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause) > deadline) {
          throw away;
        }
        if (pause == FIRST_PAUSE_MILLIS) {
          LOG.warn("{}; waiting up to {} s for it", away.getMessage(), patience.toSeconds());
        }
        if (endsDuring(pause)) {
          throw away;
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
    }
  }

  private boolean endsDuring(long millis) {
    try {
      return impatient.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Lets every call that waits, and every later one, fail at once if the registry is away. */
  public void stopWaiting() {
    impatient.countDown();
  }

  @Override
  public void close() {
    registry.close();
  }
}
