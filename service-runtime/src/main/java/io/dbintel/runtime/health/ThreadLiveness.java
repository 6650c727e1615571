package io.dbintel.runtime.health;

import io.dbintel.runtime.health.Health.Status;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that a service cannot do without, as the component {@code threads} of its health: a
 * thread that died is not healthy, whatever the others say.
 *
 * <p>{@link #start} is for a thread that lives as long as the service, {@link #pulse} for work that
 * must come round within a limit. Thread-safe.
 */
public final class ThreadLiveness implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ThreadLiveness.class);
  private static final String COMPONENT = "threads";

  private final LongSupplier nanoTime;

  /** Asked each time, so that a pulse is late without anyone telling. */
  private final Map<String, Supplier<Health>> watched = new ConcurrentSkipListMap<>();

  private volatile boolean closed;

  /**
   * @param registry gets the component {@code threads}
   */
  public ThreadLiveness(HealthRegistry registry) {
    this(registry, System::nanoTime);
  }

  ThreadLiveness(HealthRegistry registry, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    registry.register(COMPONENT, this::health);
  }

  /**
   * Starts a thread that nothing replaces. If it ends before {@link #close}, with or without an
   * exception, the health is dead from then on: only a restart brings it back.
   *
   * @param name of the thread, shown in health
   */
  public Thread start(String name, Runnable body) {
    Liveness liveness = new Liveness(nanoTime);
    watched.put(name, () -> liveness.health("the thread " + name, "restart the service"));
    Thread thread = new Thread(() -> runToEnd(name, body, liveness), name);
    thread.start();
    return thread;
  }

  /** Reports that work has come round once more; made by {@link ThreadLiveness#pulse}. */
  @FunctionalInterface
  public interface Pulse {
    /** The work goes on. */
    void beat();
  }

  /**
   * Watches that work comes round: without a beat for longer than the limit the health is down,
   * until there is one again.
   *
   * @param name shown in health
   * @param limit longest time between two beats
   */
  public Pulse pulse(String name, Duration limit) {
    Liveness liveness = new Liveness(nanoTime);
    liveness.beat(limit);
    String advice = "it should come round within " + limit.toSeconds() + " s";
    watched.put(name, () -> liveness.health(name, advice));
    return () -> liveness.beat(limit);
  }

  /** The worst of all that is watched. */
  public Health health() {
    Optional<Health> worst =
        watched.values().stream().map(Supplier::get).max(Comparator.comparing(Health::status));
    return worst.filter(health -> health.status() != Status.UP).orElseGet(Health::up);
  }

  /** The service stops: every thread may end. */
  @Override
  public void close() {
    closed = true;
    watched.clear();
  }

  private void runToEnd(String name, Runnable body, Liveness liveness) {
    try {
      body.run();
      if (!closed) {
        liveness.ended();
      }
    } catch (Throwable failure) {
      if (!closed) {
        liveness.ended(failure);
      }
      report(name, failure);
    }
  }

  private static void report(String name, Throwable failure) {
    try {
      // Only the class: the message of an unknown exception may contain data.
      LOG.error("{} failed with {}", name, failure.getClass().getSimpleName());
      LOG.debug("{} failed", name, failure);
    } catch (Throwable unlogged) {
      // with no memory left even a log line may fail; health still tells
    }
  }
}
