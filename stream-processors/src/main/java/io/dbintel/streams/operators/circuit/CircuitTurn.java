package io.dbintel.streams.operators.circuit;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.VerifiedRecord;
import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The circuit of an instance on its way through one record: what moves it from state to state, and
 * what is told and asked because of it. Not thread-safe.
 */
final class CircuitTurn {
  /** An order of a person has no end of its own. */
  private static final Duration UNTIL_TOLD_OTHERWISE = Duration.ofDays(3_650);

  private static final String EXCUSED = "excused.";

  private final CircuitBreakerState prior;
  private final CircuitConfig config;
  private final InstanceTurn turn;
  private final BreakerClock clock;
  private final long now;
  private final CircuitReport report;
  private Circuit circuit;
  private String reason;
  private long due;
  private long probesFrom;
  private int probes;
  private int failedProbes;
  private String distress;
  private boolean asked;
  private Healing healing;
  private Excuses excuses;
  private long movedAt;
  private boolean cleared;
  private boolean relearning;

  /** Begins with what is remembered. */
  CircuitTurn(CircuitBreakerState prior, CircuitConfig config, InstanceTurn turn) {
    this.prior = prior;
    this.config = config;
    this.turn = turn;
    this.clock = clock(prior.clock(), turn, config);
    this.now = clock.now();
    this.report = new CircuitReport(prior.untold(), prior.toldAt());
    this.circuit = prior.circuit();
    this.reason = prior.reason();
    this.due = prior.due();
    this.probesFrom = prior.probesFrom();
    this.probes = prior.probes();
    this.failedProbes = prior.failedProbes();
    this.distress = prior.distress();
    this.asked = prior.asked();
    this.healing = prior.healing();
    this.excuses = prior.excuses();
    this.movedAt = prior.movedAt();
    long back = prior.clock().now() - now;
    if (back > 0) {
      due = Math.max(0, due - back);
      probesFrom = Math.max(0, probesFrom - back);
      healing = healing.earlier(back);
      excuses = excuses.earlier(back);
      movedAt = Math.max(0, movedAt - back);
    }
  }

  private static BreakerClock clock(BreakerClock prior, InstanceTurn turn, CircuitConfig config) {
    if (turn.record().source() == null) {
      return prior.within(turn.clock());
    }
    return prior.next(
        turn.timestamp(),
        turn.clock(),
        turn.record() instanceof VerifiedRecord.Outcome,
        millis(config.window()));
  }

  /** The breaker's clock, ms. */
  long now() {
    return now;
  }

  Circuit circuit() {
    return circuit;
  }

  Healing healing() {
    return healing;
  }

  /** Whether an order is about circuits. */
  static boolean isOrder(CommandKind kind) {
    return kind == CommandKind.CIRCUIT_OPEN
        || kind == CommandKind.CIRCUIT_CLOSE
        || kind == CommandKind.CIRCUIT_RESET;
  }

  /** Carries out a person's order; nothing for orders of other things. */
  void command(CommandKind kind) {
    if (kind == CommandKind.CIRCUIT_OPEN) {
      move(Circuit.FORCED_OPEN, "command", new TreeMap<>());
      turn.control().open("forced_open", UNTIL_TOLD_OTHERWISE, 1);
      asked = true;
    } else if (isOrder(kind)) {
      boolean stays = kind == CommandKind.CIRCUIT_CLOSE;
      move(stays ? Circuit.FORCED_CLOSED : Circuit.CLOSED, "command", new TreeMap<>());
      reason = "";
      healing = Healing.NONE;
      excuses = Excuses.NONE;
      cleared = !stays;
      withdraw();
    }
  }

  /** The instance is forgotten, and with it why agents were asked to rest. */
  CircuitBreakerState forgotten() {
    if (circuit != Circuit.CLOSED) {
      move(Circuit.CLOSED, "forgotten", new TreeMap<>());
    }
    return CircuitBreakerState.begin(now, report.toldAt(), report.untold());
  }

  /** Does what became due since the last record. */
  void advance() {
    if (config.shadow() && circuit != Circuit.FORCED_OPEN) {
      withdraw();
    }
    long longest = Math.max(millis(config.breakDuration()), millis(config.halfOpenWait()));
    if (due - now > longest) {
      // the settings were longer before
      due = now + longest;
      probesFrom = Math.min(probesFrom, due);
    }
    if (circuit == Circuit.OPEN && now >= due) {
      move(Circuit.HALF_OPEN, "break_over", new TreeMap<>());
      probesFrom = due;
      due = now + millis(config.halfOpenWait());
      probes = 0;
      failedProbes = 0;
      distress = "";
      excuses = excuses.read(false);
    } else if (circuit == Circuit.HALF_OPEN && now >= due) {
      if (probes == 0 && distress.isEmpty()) {
        rest("no_probes", probeEvidence());
      } else {
        conclude();
      }
    } else if (circuit == Circuit.CLOSED
        && healing.adjustments() > 0
        && now - healing.adjustedAt() >= Healing.CALM_MS) {
      healing = healing.lowered(now);
      move(Circuit.CLOSED, "thresholds_lowered", adjustments());
    }
  }

  /**
   * Opens a closed circuit, or raises thresholds when it would open for nothing again; of a signal
   * it is the signal that is excused.
   *
   * @return whether it opened
   */
  boolean open(String why, SortedMap<String, Double> evidence) {
    if (excusesSignals()
        && Healing.isSignal(why)
        && why.equals(reason)
        && healing.isSoon(now, config)) {
      excuse(why, evidence);
      return false;
    }
    if (healing.excuses(why, reason, now, config)) {
      healing = healing.raised(now);
      evidence.putAll(adjustments());
      move(Circuit.CLOSED, "thresholds_raised", evidence);
      return false;
    }
    reason = why;
    excuses = excuses.breaks(0);
    rest(why, evidence);
    return true;
  }

  private boolean excusesSignals() {
    return config.maxAdjustments() > 0;
  }

  private void excuse(String name, SortedMap<String, Double> evidence) {
    excuses = excuses.plus(name, now);
    evidence.put(EXCUSED + name, 1.0);
    move(circuit, "thresholds_raised", evidence);
  }

  /** Forgets excuses of what is no signal any more. */
  void signals(Set<String> names) {
    excuses = excuses.of(names);
  }

  /**
   * Whether a signal is not held against the instance now; an excuse ends once the signal was below
   * its limit, or after a day.
   */
  boolean isExcused(String name, boolean isBelow) {
    Long since = excuses.since().get(name);
    if (since == null) {
      return false;
    }
    if (!isBelow && now - since < Healing.CALM_MS) {
      return true;
    }
    excuses = excuses.without(name);
    SortedMap<String, Double> evidence = new TreeMap<>();
    evidence.put(EXCUSED + name, 0.0);
    move(circuit, "thresholds_lowered", evidence);
    return false;
  }

  private SortedMap<String, Double> adjustments() {
    SortedMap<String, Double> evidence = new TreeMap<>();
    evidence.put("adjustments", (double) healing.adjustments());
    evidence.put("threshold_factor", healing.factor(config));
    return evidence;
  }

  /** Begins a break. */
  private void rest(String why, SortedMap<String, Double> evidence) {
    move(Circuit.OPEN, why, evidence);
    due = now + millis(config.breakDuration());
    if (!config.shadow()) {
      turn.control().open(why, config.breakDuration(), config.halfOpenProbes());
      asked = true;
    }
  }

  /**
   * Takes the outcome of a poll that began at {@code began}, if it is a probe.
   *
   * @param good whether it says nothing against the database
   */
  void probe(long began, boolean good) {
    if (circuit != Circuit.HALF_OPEN || began < probesFrom) {
      return;
    }
    if (probes < config.halfOpenProbes()) {
      probes++;
      failedProbes += good ? 0 : 1;
    }
    concludeWhenAllIsRead();
  }

  /** Takes a reading of a signal or the lock queue, if the circuit is half-open. */
  void read(String name, boolean isAbove) {
    if (circuit != Circuit.HALF_OPEN) {
      return;
    }
    if (isAbove && (distress.isEmpty() || name.equals(reason))) {
      distress = name;
    }
    excuses = excuses.read(excuses.read() || name.equals(reason));
    concludeWhenAllIsRead();
  }

  /** What a signal opened waits for a reading of it, unless it will not close anyway. */
  private void concludeWhenAllIsRead() {
    boolean waits = Healing.isSignal(reason) && !excuses.read() && distress.isEmpty() && !refused();
    if (probes >= config.halfOpenProbes() && !waits) {
      conclude();
    }
  }

  private boolean refused() {
    return new PollJudge(config, 1).refused(failedProbes, probes);
  }

  private void conclude() {
    boolean clean = probes > 0 && failedProbes == 0;
    boolean again = clean && distress.equals(reason);
    if (excusesSignals() && again && excuses.breaks() > 0) {
      close(clean);
      excuse(distress, new TreeMap<>());
    } else if (!distress.isEmpty()) {
      excuses = excuses.breaks(again ? 1 : 0);
      reason = distress;
      rest(distress, probeEvidence());
    } else if (refused()) {
      reason = Healing.PROBES_FAILED;
      rest(reason, probeEvidence());
    } else {
      close(clean);
    }
  }

  private void close(boolean clean) {
    move(Circuit.CLOSED, "probes_good", probeEvidence());
    healing = healing.closed(now, clean);
    excuses = excuses.breaks(0);
    // what is slow now may be the rule from now on
    relearning = reason.equals(Healing.SLOW_POLLS);
    withdraw();
  }

  private SortedMap<String, Double> probeEvidence() {
    SortedMap<String, Double> evidence = new TreeMap<>();
    evidence.put("probes", (double) probes);
    evidence.put("failed_probes", (double) failedProbes);
    return evidence;
  }

  private void withdraw() {
    if (asked) {
      turn.control().close();
      asked = false;
    }
  }

  private void move(Circuit to, String why, SortedMap<String, Double> evidence) {
    report.add(new Transition(now, circuit, to, why, evidence));
    movedAt = circuit == to ? movedAt : now;
    circuit = to;
  }

  /**
   * Tells what happened and how the circuit stands.
   *
   * @param heartbeat whether the record comes regularly
   */
  void tell(Source source, boolean heartbeat) {
    report.tell(source, circuit, now, heartbeat, config.shadow(), turn);
  }

  /** What to remember, with what the polls and loads were. */
  CircuitBreakerState state(
      PollWindow window,
      SortedMap<String, PollDurations> durations,
      SortedMap<String, LoadTrend> loads,
      LockQueue queue) {
    // What led to a change of state must not lead to the next one too.
    boolean moved = circuit != prior.circuit() || cleared;
    return new CircuitBreakerState(
        circuit,
        reason,
        due,
        probesFrom,
        probes,
        failedProbes,
        distress,
        asked,
        report.toldAt(),
        report.untold(),
        healing,
        moved ? PollWindow.begin(now) : window,
        cleared || relearning ? new TreeMap<>() : durations,
        moved ? new TreeMap<>() : loads,
        moved ? LockQueue.NONE : queue,
        excuses,
        clock,
        movedAt);
  }

  private static long millis(Duration duration) {
    return duration.toMillis();
  }
}
