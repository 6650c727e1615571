package io.dbintel.runtime.health;

import io.dbintel.runtime.health.Health.Status;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that a service cannot do without, as the component {@code threads} of its health: a
 * thread that died is not healthy, whatever the others say.
 *
 * <p>{@link #start} is for a thread that lives as long as the service, {@link #recurring} for the
 * task of a schedule, {@link #pulse} for work that must come round within a limit. Thread-safe.
 */
public final class ThreadLiveness implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ThreadLiveness.class);
  private static final String COMPONENT = "threads";

  /** What is watched: asked each time, so that a pulse is late without anyone telling. */
  private interface Watched {
    Health health();
  }

  private final LongSupplier nanoTime;
  private final Map<String, Watched> watched = new ConcurrentSkipListMap<>();
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
   * Starts a thread that nothing replaces. If it ends before {@link #close} or {@link #forget},
   * with or without an exception, the health is dead from then on: only a restart brings it back.
   *
   * @param name of the thread, shown in health
   */
  public Thread start(String name, Runnable body) {
    watched.put(name, Health::up);
    Thread thread = new Thread(() -> runToEnd(name, body), name);
    thread.start();
    return thread;
  }

  /**
   * Wraps the task of a schedule, so that whatever it throws, an Error included, does not end the
   * schedule: the health is down until a later run succeeds.
   *
   * @param name shown in health
   */
  public Runnable recurring(String name, Runnable task) {
    watched.put(name, Health::up);
    return () -> {
      try {
        task.run();
        watched.computeIfPresent(name, (same, before) -> Health::up);
      } catch (Throwable failure) {
        report(name, failure);
        Health down = Health.down(name + " failed with " + kind(failure) + ", it is tried again");
        watched.computeIfPresent(name, (same, before) -> () -> down);
      }
    };
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
    LastBeat last = new LastBeat(name, limit);
    watched.put(name, last);
    return last;
  }

  /** Watches it no longer: its end, or its silence, is as it should be. */
  public void forget(String name) {
    watched.remove(name);
  }

  /** The worst of all that is watched. */
  public Health health() {
    Optional<Health> worst =
        watched.values().stream().map(Watched::health).max(Comparator.comparing(Health::status));
    return worst.filter(health -> health.status() != Status.UP).orElseGet(Health::up);
  }

  /** The service stops: every thread may end. */
  @Override
  public void close() {
    closed = true;
    watched.clear();
  }

  private void runToEnd(String name, Runnable body) {
    String end = "ended without being asked to";
    try {
      body.run();
    } catch (Throwable failure) {
      report(name, failure);
      end = "ended with " + kind(failure);
    }
    if (!closed) {
      Health dead = Health.dead("the thread " + name + " " + end + "; restart the service");
      watched.computeIfPresent(name, (same, before) -> () -> dead);
    }
  }

  private static void report(String name, Throwable failure) {
    try {
      LOG.error("{} failed with {}", name, kind(failure));
      LOG.debug("{} failed", name, failure);
    } catch (Throwable unlogged) {
      // with no memory left even a log line may fail; health still tells
    }
  }

  /** Only the class: the message of an unknown exception may contain data. */
  private static String kind(Throwable failure) {
    return failure.getClass().getSimpleName();
  }

  private final class LastBeat implements Pulse, Watched {
    private final String name;
    private final Duration limit;
    private volatile long at = nanoTime.getAsLong();

    LastBeat(String name, Duration limit) {
      this.name = name;
      this.limit = limit;
    }

    @Override
    public void beat() {
      at = nanoTime.getAsLong();
    }

    @Override
    public Health health() {
      Duration silent = Duration.ofNanos(nanoTime.getAsLong() - at);
      return silent.compareTo(limit) <= 0
          ? Health.up()
          : Health.down(
              name
                  + " has stood still for "
                  + silent.toSeconds()
                  + " s; it should come round within "
                  + limit.toSeconds()
                  + " s");
    }
  }
}
