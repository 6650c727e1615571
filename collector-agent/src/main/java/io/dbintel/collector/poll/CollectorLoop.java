package io.dbintel.collector.poll;

import io.dbintel.collector.publish.RawPublisher;
import io.dbintel.collector.publish.RecordEncoder;
import io.dbintel.collector.system.Collector;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.runtime.health.Liveness;
import io.dbintel.runtime.time.Backoff;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls with one collector at its due times, one poll after the other, and records an outcome for
 * every due time, served or not. Whatever a poll throws, the next one is scheduled; only a JVM
 * without memory ends the loop.
 */
final class CollectorLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(CollectorLoop.class);
  private static final long MAX_QUIET_SKEW_MICROS = 5_000_000;
  private static final String CIRCUIT_OPEN = "circuit_open";
  private static final String CIRCUIT_LOCAL = "circuit_local";
  private static final String INTERNAL = "internal";

  /** Several statements at their time limit end before it. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** How long a stop waits for a poll under way. */
  private static final long STOP_WAIT_SECONDS = 5;

  private final Collector collector;
  private final InstancePoller instance;
  private final RawPublisher publisher;
  private final RecordEncoder encoder;
  private final OutcomeRecorder outcomes;
  private final InstanceProblems problems;
  private final PollThreads threads;
  private final Backoff backoff = newBackoff();
  private final Liveness liveness = new Liveness();
  private final ReentrantLock polling = new ReentrantLock();
  private long due;
  private volatile boolean stopped;

  CollectorLoop(
      Collector collector,
      InstancePoller instance,
      RawPublisher publisher,
      RecordEncoder encoder,
      OutcomeRecorder outcomes,
      InstanceProblems problems,
      PollThreads threads) {
    this.collector = collector;
    this.instance = instance;
    this.publisher = publisher;
    this.encoder = encoder;
    this.outcomes = outcomes;
    this.problems = problems;
    this.threads = threads;
  }

  /** How long to leave a database alone after failures. */
  static Backoff newBackoff() {
    return new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  void start() {
    due = AgentClock.micros();
    liveness.beat(PATIENCE);
    threads.schedule(this, 0, false);
  }

  @Override
  public void run() {
    polling.lock();
    try {
      if (!stopped) {
        liveness.beat(PATIENCE);
        serveDue();
      }
    } finally {
      polling.unlock();
    }
  }

  private void serveDue() {
    double factor = 1;
    try {
      PollRules rules = instance.gate().rules(AgentClock.micros());
      factor = rules.intervalFactor();
      serve(rules);
      PollSchedule.Next next =
          PollSchedule.after(due, AgentClock.micros(), collector.interval(), factor);
      due = next.due();
      next.missed().forEach(missed -> outcomes.skipped(collector.name(), missed, "overrun"));
    } catch (OutOfMemoryError e) {
      liveness.ended(e);
      throw e;
    } catch (RuntimeException | Error defect) {
      reportDefect(defect);
      due = PollSchedule.step(collector.interval(), factor) + AgentClock.micros();
    }
    long delay = Math.max(0, due - AgentClock.micros());
    liveness.beat(PATIENCE.plusNanos(TimeUnit.MICROSECONDS.toNanos(delay)));
    threads.schedule(this, delay, instance.backoff().isFailing());
  }

  /** What failed was not the collector: its outcome could perhaps not be recorded. */
  private void reportDefect(Throwable defect) {
    String kind = defect.getClass().getSimpleName();
    if (problems.report(collector.name(), INTERNAL, kind)) {
      LOG.error("{} of {} failed unexpectedly", collector.name(), instance.id(), defect);
    }
  }

  private void serve(PollRules rules) {
    long now = AgentClock.micros();
    long elapsed = AgentClock.elapsedMicros();
    boolean alone = isAlone();
    if (!rules.admitsPolls()) {
      outcomes.skipped(collector.name(), due, CIRCUIT_OPEN);
    } else if (!instance.breaker().admits(elapsed, alone)) {
      outcomes.skipped(collector.name(), due, CIRCUIT_LOCAL);
    } else if (publisher.isFull()) {
      outcomes.skipped(collector.name(), due, "spool_full");
    } else if (!backoff.tryEnter(elapsed) || !instance.backoff().tryEnter(elapsed)) {
      outcomes.skipped(collector.name(), due, "backoff");
    } else {
      enter(rules, now, elapsed, alone);
    }
  }

  private void enter(PollRules rules, long now, long elapsed, boolean alone) {
    OptionalLong probeRound = instance.gate().enter(now, collector.name());
    if (probeRound.isEmpty()) {
      // it had its share of the probes, or another collector took the last one
      outcomes.skipped(collector.name(), due, CIRCUIT_OPEN);
    } else if (!instance.breaker().enter(elapsed, alone)) {
      outcomes.skipped(collector.name(), due, CIRCUIT_LOCAL);
    } else {
      poll(rules.fullPollsWanted(), probeRound.getAsLong(), false);
    }
  }

  private boolean isAlone() {
    return instance.gate().isAlone(AgentClock.micros(), publisher.isCutOff());
  }

  private void poll(long fullPollsWanted, long probeRound, boolean last) {
    RunningPoll run =
        new RunningPoll(
            last,
            fullPollsWanted,
            instance.gate().plansWanted(AgentClock.micros()),
            publisher.isSpooling(),
            encoder,
            AgentClock.micros() / 1_000);
    long started = System.nanoTime();
    try {
      collector.collect(run);
      long took = System.nanoTime() - started;
      instance.breaker().succeeded(took, AgentClock.elapsedMicros(), isAlone());
      outcomes.succeeded(collector.name(), due, took, probeRound, run);
      succeeded(run);
    } catch (PollFailure failure) {
      failed(failure, System.nanoTime() - started, probeRound);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error defect) {
      failed(
          new PollFailure(INTERNAL, defect.getClass().getSimpleName(), false, defect),
          System.nanoTime() - started,
          probeRound);
    }
  }

  private void succeeded(RunningPoll run) {
    backoff.succeeded();
    instance.backoff().succeeded();
    problems.solved("connection");
    problems.solved(collector.name());
    tellOfBreaker();
    if (run.remark() == null) {
      problems.solved(collector.name() + " remark");
    } else {
      problems.report(collector.name() + " remark", run.remark(), run.remark());
    }
    if (run.clockSkew() != null) {
      reportSkew(run.clockSkew());
    }
  }

  private void tellOfBreaker() {
    if (instance.breaker().isResting()) {
      problems.report("local circuit", CIRCUIT_LOCAL, instance.breaker().explanation());
    } else {
      problems.solved("local circuit");
    }
  }

  private void reportSkew(long skew) {
    if (Math.abs(skew) <= MAX_QUIET_SKEW_MICROS) {
      problems.solved("clock");
      return;
    }
    problems.report(
        "clock",
        "skew",
        "database clock minus agent clock is "
            + skew / 1_000_000
            + " s; numbers stay exact, but times in results are the database's;"
            + " synchronise both with NTP");
  }

  private void failed(PollFailure failure, long durationNanos, long probeRound) {
    long elapsed = AgentClock.elapsedMicros();
    instance.breaker().failed(failure, elapsed, isAlone());
    tellOfBreaker();
    String subject = failure.unreachable() ? "connection" : collector.name();
    (failure.unreachable() ? instance.backoff() : backoff).failed(elapsed);
    boolean isNew = problems.report(subject, failure.reason(), failure.getMessage());
    if (isNew && failure.reason().equals(INTERNAL)) {
      LOG.error("{} of {} failed unexpectedly", collector.name(), instance.id(), failure);
    } else {
      LOG.debug("{} of {} failed", collector.name(), instance.id(), failure);
    }
    outcomes.failed(collector.name(), due, durationNanos, probeRound, failure);
  }

  /**
   * Waits for a poll under way, then makes the last one if the collector wants it. A poll that
   * hangs is not waited for.
   */
  void stop() throws InterruptedException {
    stopped = true;
    if (!polling.tryLock(STOP_WAIT_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("{} of {} hangs in a poll and is left", collector.name(), instance.id());
      return;
    }
    try {
      liveness.stopped();
      pollLast();
    } finally {
      polling.unlock();
    }
  }

  private void pollLast() {
    long now = AgentClock.micros();
    long elapsed = AgentClock.elapsedMicros();
    if (!collector.pollsAtStop()
        || publisher.isFull()
        || !backoff.tryEnter(elapsed)
        || !instance.backoff().tryEnter(elapsed)) {
      return;
    }
    OptionalLong probeRound = instance.gate().enter(now, collector.name());
    if (probeRound.isPresent() && instance.breaker().enter(elapsed, isAlone())) {
      due = now;
      poll(instance.gate().rules(now).fullPollsWanted(), probeRound.getAsLong(), true);
    }
  }

  /** Whether no further poll will be made although none asked for that. */
  boolean hasEnded() {
    return liveness.hasEnded();
  }

  /** What is wrong with the loop itself, after the collector's name; empty when nothing is. */
  String livenessProblem() {
    String problem = liveness.problem();
    return problem.isEmpty() ? "" : collector.name() + " " + problem;
  }
}
