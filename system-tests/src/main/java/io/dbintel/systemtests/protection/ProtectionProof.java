package io.dbintel.systemtests.protection;

import static io.dbintel.systemtests.protection.ProtectionRig.BUSY;
import static io.dbintel.systemtests.protection.ProtectionRig.EVALUATION_INTERVAL;
import static io.dbintel.systemtests.protection.ProtectionRig.OTHER;
import static io.dbintel.systemtests.protection.ProtectionRig.PATIENT;
import static io.dbintel.systemtests.protection.ProtectionRig.PROBES;

import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.systemtests.protection.PolledLog.Change;
import io.dbintel.systemtests.protection.PolledLog.Outcome;
import io.dbintel.systemtests.protection.ProtectionResult.Line;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Brings one trouble after the other over a real server and watches: the circuit opens within two
 * evaluation intervals, the agent's statements stop, another server is read all the same, exactly
 * so many probes come, and the circuit closes by itself once the trouble is over. At last without
 * Kafka, when the agent has to see to it alone.
 */
public final class ProtectionProof {

  /** Name of the trouble without Kafka. */
  static final String ALONE = "refused, Kafka away";

  /** What commits, control document and scheduling may add on a slow machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  /** Several breaks, when a machine takes its time to calm down. */
  private static final Duration RECOVERY = Duration.ofSeconds(90);

  /** The agent takes a while to know that it is cut off, and back-off keeps its polls apart. */
  private static final Duration REFUSAL = Duration.ofSeconds(32);

  /** After it no statement is under way. */
  private static final Duration SETTLE = Duration.ofMillis(1_500);

  private static final Duration WATCH = Duration.ofSeconds(3);

  /** Good polls before a trouble: the services have started, and are at rest. */
  private static final int USUAL = 60;

  /** Good polls by which is known how long they take. */
  private static final int LEARNED = 150;

  /** Sessions that compute, fewer than would be distress of its own. */
  private static final int HOGS = 30;

  private static final Map<String, Case> TROUBLES = new LinkedHashMap<>();

  static {
    TROUBLES.put("lock queue", new Case(PATIENT, USUAL, BlockedSessions::new));
    TROUBLES.put(
        "connections exhausted",
        new Case(
            PATIENT, USUAL, () -> new ExhaustedConnections(ProtectionRig.MAX_CONNECTIONS - 4)));
    TROUBLES.put("CPU hog", new Case(BUSY, LEARNED, () -> new BusyProcessors(HOGS)));
  }

  private final Map<String, Case> troubles;

  /** A trouble of an instance, which begins after so many good polls. */
  private record Case(String instance, int usual, Supplier<Trouble> trouble) {}

  private final boolean alone;
  private final Consumer<String> out;

  /**
   * @param chosen names of the troubles to try
   * @param out takes a line for each trouble
   */
  public ProtectionProof(Predicate<String> chosen, Consumer<String> out) {
    this.out = out;
    this.alone = chosen.test(ALONE);
    this.troubles = new LinkedHashMap<>(TROUBLES);
    troubles.keySet().removeIf(chosen.negate());
  }

  /** Names of all troubles, in the order in which they are tried. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(TROUBLES.keySet());
    names.add(ALONE);
    return names;
  }

  /** Tries them. */
  public ProtectionResult run() throws Exception {
    List<Line> lines = new ArrayList<>();
    try (ProtectionRig rig = new ProtectionRig(Files.createTempDirectory("dbintel-protection"));
        PolledLog log = new PolledLog(rig.kafka().bootstrapServers())) {
      rig.start();
      for (Map.Entry<String, Case> entry : troubles.entrySet()) {
        String instance = entry.getValue().instance();
        int usual = entry.getValue().usual();
        log.await("usual polls", PATIENCE, () -> log.good(instance, 0) > usual);
        Suffering suffering = new Suffering(entry.getKey(), instance, rig, log);
        tell(lines, suffering.line(entry.getValue().trouble().get()));
      }
      if (alone) {
        tell(lines, new Loneliness(ALONE, rig, log).line());
      }
    }
    return new ProtectionResult(lines);
  }

  private void tell(List<Line> lines, Line line) {
    lines.add(line);
    out.accept(line.text());
  }

  /** One trouble while Kafka is there. */
  private record Suffering(String name, String instance, ProtectionRig rig, PolledLog log) {

    Line line(Trouble trouble) throws SQLException {
      long began = System.currentTimeMillis();
      try {
        trouble.begin(rig.server(instance));
        log.await("open circuit", PATIENCE, () -> log.change(instance, began, "open") != null);
        Change opened = log.change(instance, began, "open");
        long after = opened.at() - began;
        log.await("rest", PATIENCE, () -> log.skipped(instance, opened.at(), "circuit_open"));
        String problem = restProblem(instance, log, rig);
        trouble.close();
        log.await(
            "closed circuit", RECOVERY, () -> log.change(instance, opened.at(), "closed") != null);
        Change closed = log.change(instance, opened.at(), "closed");
        log.await("all outcomes", PATIENCE, () -> log.good(instance, closed.at() + 1) > 0);
        SortedMap<Long, Long> breaks = log.probes(instance, opened.at());
        long probes = breaks.isEmpty() ? 0 : breaks.get(breaks.lastKey());
        List<Outcome> unasked = log.unasked(instance, opened, closed);
        if (after > 2 * EVALUATION_INTERVAL.toMillis()) {
          problem = "it took " + after + " ms until the circuit opened";
        } else if (probes != PROBES || breaks.values().stream().anyMatch(one -> one > PROBES)) {
          problem = "probes by break: " + breaks + "; expected " + PROBES + " in the last one";
        } else if (!unasked.isEmpty()) {
          problem = "polls that were no probes while the circuit was open: " + unasked;
        }
        long since = System.currentTimeMillis();
        log.await("usual polls again", PATIENCE, () -> log.good(instance, since) > PROBES + 5);
        return new Line(name, after, opened.reason(), probes, problem);
      } catch (IllegalStateException e) {
        return new Line(name, -1, "", 0, e.getMessage());
      } finally {
        trouble.close();
      }
    }
  }

  /** What of a rest does not hold; empty when everything does. */
  private static String restProblem(String instance, PolledLog log, ProtectionRig rig)
      throws SQLException {
    log.readFor(SETTLE);
    long statements = rig.statements(instance);
    long since = System.currentTimeMillis();
    log.readFor(WATCH);
    if (rig.statements(instance) != statements) {
      return "the agent executed statements on a database that rests";
    }
    return log.good(OTHER, since) == 0 ? "the other server was not read" : "";
  }

  /** The server refuses the agent, and Kafka is away. */
  private record Loneliness(String name, ProtectionRig rig, PolledLog log) {

    Line line() throws SQLException {
      try {
        return lonely();
      } catch (IllegalStateException e) {
        return new Line(name, -1, "", 0, e.getMessage());
      }
    }

    /** Whether the agent executes statements again; back-off may come on top of the rest. */
    private boolean goesOn(long statements) throws SQLException {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (rig.statements(PATIENT) == statements && System.nanoTime() < deadline) {
        log.readFor(SETTLE);
      }
      return rig.statements(PATIENT) > statements;
    }

    private Line lonely() throws SQLException {
      log.await("usual polls", PATIENCE, () -> log.good(PATIENT, 0) > USUAL);
      rig.stopProcessors();
      rig.kafka().stop();
      long began = System.currentTimeMillis();
      rig.server(PATIENT).execute("ALTER ROLE dbintel CONNECTION LIMIT 0");
      rig.server(PATIENT)
          .execute(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'dbintel'");
      log.readFor(REFUSAL);
      rig.server(PATIENT).execute("ALTER ROLE dbintel CONNECTION LIMIT -1");
      long statements = rig.statements(PATIENT);
      boolean again = goesOn(statements);
      rig.kafka().restart();
      log.await("rest", PATIENCE, () -> log.skipped(PATIENT, began, "circuit_local"));
      long resting = log.firstSkip(PATIENT, began, "circuit_local");
      long since = System.currentTimeMillis();
      log.await("spooled outcomes", PATIENCE, () -> log.good(PATIENT, since) > 0);
      List<Outcome> polls =
          log.outcomes(PATIENT, resting).stream()
              .filter(one -> one.made() && one.began() > resting)
              .toList();
      long rest = ProtectionRig.LOCAL_REST.minus(SETTLE).toMillis();
      Outcome probe = polls.get(ProtectionRig.LOCAL_PROBES - 1);
      Outcome next = polls.get(ProtectionRig.LOCAL_PROBES);
      String problem = again ? "" : "the agent did not go on by itself";
      if (polls.get(0).began() < resting + rest) {
        problem = "the agent polled a database that rests: " + polls.get(0);
      } else if (probe.status() != PollStatus.OK && next.began() < probe.at() + rest) {
        problem = "more probes than asked for: " + probe + ", then " + next;
      } else if (log.good(OTHER, resting) == 0) {
        problem = "the other server was not read";
      }
      return new Line(name, resting - began, "circuit_local", ProtectionRig.LOCAL_PROBES, problem);
    }
  }
}
