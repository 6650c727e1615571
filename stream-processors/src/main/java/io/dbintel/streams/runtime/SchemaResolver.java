package io.dbintel.streams.runtime;

import io.dbintel.runtime.health.Health;
import io.dbintel.runtime.time.Backoff;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.registry.UnknownSchemaException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up the schemas of raw records beside the stream threads, so that none waits for a registry
 * while its transaction is open: {@link RecordGate} keeps a record back until {@link #isDecided}.
 *
 * <p>An id that the bundled registry would assign and that is not found is given up after the
 * patience; its records go to the dead letters. Patience is granted once in ten times its length,
 * so that invented ids cannot hold up a partition again and again. An id of a schema registry is
 * never given up, since its records may be good: it is looked up until it is found, or until an
 * operator skips the record. Thread-safe.
 */
public final class SchemaResolver implements SchemaRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaResolver.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
  private static final Duration GIVEN_UP_FOR = Duration.ofMinutes(10);
  private static final Duration BESIDE_INTERVAL = Duration.ofSeconds(2);
  private static final int PATIENCE_SHARE = 10;
  private static final int MAX_GIVEN_UP = 10_000;
  private static final int MAX_WAITING = 1_000;

  private final SchemaRegistry registry;
  private final long patienceNanos;
  private final Runnable beside;
  private final Set<Integer> known = ConcurrentHashMap.newKeySet();
  private final Map<Integer, GivenUp> givenUp = new ConcurrentHashMap<>();
  private final Map<Integer, Waiting> waiting = new ConcurrentHashMap<>();
  private final Map<String, String> held = new ConcurrentSkipListMap<>();
  private final Map<String, Integer> heldIds = new ConcurrentHashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          run -> {
            Thread one = new Thread(run, "dbintel-schemas");
            one.setDaemon(true);
            return one;
          });
  private long besideFrom = System.nanoTime();
  private long patienceFrom = System.nanoTime();

  /** An id that was not found, until it is looked up anew. */
  private record GivenUp(long until, String problem) {}

  /** An id that is being looked up; used by the look-up thread. */
  private static final class Waiting {
    private int failures;
    private long firstRefusal;
    private boolean patient;
    private volatile String problem = "";
  }

  /**
   * @param registry is asked; closed with this one
   * @param patience how long a bundled id may remain unknown
   * @param beside runs from time to time while ids are looked up, on the look-up thread
   */
  public SchemaResolver(SchemaRegistry registry, Duration patience, Runnable beside) {
    this.registry = registry;
    this.patienceNanos = patience.toNanos();
    this.beside = beside;
  }

  /**
   * Whether records with the schema id can be processed now: it is known, or given up. If not, it
   * is looked up from now on.
   */
  boolean isDecided(int id) {
    if (known.contains(id)) {
      return true;
    }
    GivenUp failed = givenUp.get(id);
    if (failed != null && System.nanoTime() - failed.until() < 0) {
      return true;
    }
    if (waiting.size() < MAX_WAITING && waiting.putIfAbsent(id, new Waiting()) == null) {
      lookUp(id, Duration.ZERO);
    }
    return false;
  }

  private void lookUp(int id, Duration delay) {
    if (!thread.isShutdown()) {
      thread.schedule(() -> lookUp(id), delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void lookUp(int id) {
    Waiting one = waiting.get(id);
    if (one == null) {
      return;
    }
    try {
      registry.byId(id);
      known.add(id);
      givenUp.remove(id);
      waiting.remove(id);
      return;
    } catch (UnknownSchemaException e) {
      if (BundledSchemaRegistry.assigns(id) && isOver(one)) {
        giveUp(id, e.getMessage());
        return;
      }
      one.problem = e.getMessage();
    } catch (RuntimeException | StackOverflowError e) {
      // a schema that nests deeply enough overflows the stack of its parser
      one.problem = "looking up schema id " + Integer.toUnsignedString(id) + " failed: " + e;
      LOG.debug("looking up schema id {} failed", id, e);
    }
    one.failures++;
    if (one.failures == 1) {
      LOG.warn("Records wait for a schema: {}", one.problem);
    }
    runBeside();
    lookUp(id, BACKOFF.delayAfter(one.failures));
  }

  private void runBeside() {
    if (System.nanoTime() - besideFrom < 0) {
      return;
    }
    try {
      beside.run();
    } catch (RuntimeException e) {
      LOG.debug("what runs beside the look-ups failed", e);
    }
    besideFrom = System.nanoTime() + BESIDE_INTERVAL.toNanos();
  }

  /** Whether an id was not found for long enough. */
  private boolean isOver(Waiting one) {
    long now = System.nanoTime();
    if (one.firstRefusal == 0) {
      one.firstRefusal = now;
      one.patient = now - patienceFrom >= 0;
      if (one.patient) {
        patienceFrom = now + PATIENCE_SHARE * patienceNanos;
      }
    }
    return !one.patient || now - one.firstRefusal >= patienceNanos;
  }

  private void giveUp(int id, String problem) {
    if (givenUp.size() >= MAX_GIVEN_UP) {
      givenUp.clear();
    }
    givenUp.put(id, new GivenUp(System.nanoTime() + GIVEN_UP_FOR.toNanos(), problem));
    waiting.remove(id);
    LOG.warn("Records go to the dead letters with reason unknown_schema: {}", problem);
  }

  /** Says that a partition waits at the offset for the schema id. */
  void hold(String partition, long offset, int id) {
    Waiting one = waiting.get(id);
    String problem = one == null ? "more than " + MAX_WAITING + " unknown schema ids" : one.problem;
    heldIds.put(partition, id);
    held.put(partition, problem.isEmpty() ? "" : "offset " + offset + " waits: " + problem);
  }

  /** Says that the partition waits no more, so that nobody need look for what it waited for. */
  void release(String partition, int id) {
    held.remove(partition);
    heldIds.remove(partition);
    if (!heldIds.containsValue(id)) {
      waiting.remove(id);
    }
  }

  /** Down while records wait for the schema of a registry that does not know it. */
  public Health health() {
    for (Map.Entry<String, String> one : held.entrySet()) {
      if (!one.getValue().isEmpty()) {
        return Health.down(
            one.getKey()
                + " "
                + one.getValue()
                + "; or pass over the record with: dbintel command skip");
      }
    }
    return Health.up();
  }

  @Override
  public int register(String subject, Schema schema) {
    return registry.register(subject, schema);
  }

  /** Does not ask again for an id that was given up: the caller may have a transaction open. */
  @Override
  public Schema byId(int id) {
    GivenUp failed = givenUp.get(id);
    if (failed != null) {
      throw new UnknownSchemaException(failed.problem());
    }
    return registry.byId(id);
  }

  /** Ends the look-ups; closes the registry. */
  @Override
  public void close() {
    thread.shutdownNow();
    registry.close();
  }
}
