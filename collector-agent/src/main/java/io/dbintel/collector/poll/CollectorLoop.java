package io.dbintel.collector.poll;

import io.dbintel.collector.publish.RawPublisher;
import io.dbintel.collector.publish.RecordEncoder;
import io.dbintel.collector.system.Collector;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.runtime.time.Backoff;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls with one collector at its due times, one poll after the other, and records an outcome for
 * every due time, served or not.
 */
final class CollectorLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(CollectorLoop.class);
  private static final long MAX_QUIET_SKEW_MICROS = 5_000_000;
  private static final String CIRCUIT_OPEN = "circuit_open";
  private static final String INTERNAL = "internal";

  private final Collector collector;
  private final InstancePoller instance;
  private final RawPublisher publisher;
  private final RecordEncoder encoder;
  private final OutcomeRecorder outcomes;
  private final ProblemLog problems;
  private final ScheduledExecutorService executor;
  private final Backoff backoff = newBackoff();
  private long due;
  private boolean stopped;

  CollectorLoop(
      Collector collector,
      InstancePoller instance,
      RawPublisher publisher,
      RecordEncoder encoder,
      OutcomeRecorder outcomes,
      ProblemLog problems,
      ScheduledExecutorService executor) {
    this.collector = collector;
    this.instance = instance;
    this.publisher = publisher;
    this.encoder = encoder;
    this.outcomes = outcomes;
    this.problems = problems;
    this.executor = executor;
  }

  /** How long to leave a database alone after failures. */
  static Backoff newBackoff() {
    return new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  synchronized void start() {
    due = AgentClock.micros();
    executor.execute(this);
  }

  @Override
  public synchronized void run() {
    if (stopped) {
      return;
    }
    PollRules rules = instance.gate().rules(AgentClock.micros());
    serve(rules);
    PollSchedule.Next next =
        PollSchedule.after(due, AgentClock.micros(), collector.interval(), rules.intervalFactor());
    next.missed().forEach(missed -> outcomes.skipped(collector.name(), missed, "overrun"));
    due = next.due();
    executor.schedule(this, Math.max(0, due - AgentClock.micros()), TimeUnit.MICROSECONDS);
  }

  private void serve(PollRules rules) {
    long now = AgentClock.micros();
    if (!rules.admitsPolls()) {
      outcomes.skipped(collector.name(), due, CIRCUIT_OPEN);
    } else if (publisher.isFull()) {
      outcomes.skipped(collector.name(), due, "spool_full");
    } else if (!backoff.tryEnter(now) || !instance.backoff().tryEnter(now)) {
      outcomes.skipped(collector.name(), due, "backoff");
    } else if (!instance.gate().enter(now)) {
      // another collector took the last probe
      outcomes.skipped(collector.name(), due, CIRCUIT_OPEN);
    } else {
      poll(rules.fullPollsWanted(), false);
    }
  }

  private void poll(long fullPollsWanted, boolean last) {
    RunningPoll run =
        new RunningPoll(
            last, fullPollsWanted, publisher.isSpooling(), encoder, AgentClock.micros() / 1_000);
    long started = System.nanoTime();
    try {
      collector.collect(run);
      outcomes.succeeded(collector.name(), due, System.nanoTime() - started, run);
      succeeded(run);
    } catch (PollFailure failure) {
      failed(failure, System.nanoTime() - started);
    } catch (RuntimeException defect) {
      failed(
          new PollFailure(INTERNAL, defect.getClass().getSimpleName(), false, defect),
          System.nanoTime() - started);
    }
  }

  private void succeeded(RunningPoll run) {
    backoff.succeeded();
    instance.backoff().succeeded();
    problems.solved("connection");
    problems.solved(collector.name());
    if (run.remark() == null) {
      problems.solved(collector.name() + " remark");
    } else {
      problems.report(collector.name() + " remark", run.remark(), run.remark());
    }
    if (run.clockSkew() != null) {
      reportSkew(run.clockSkew());
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

  private void failed(PollFailure failure, long durationNanos) {
    long now = AgentClock.micros();
    String subject = failure.unreachable() ? "connection" : collector.name();
    (failure.unreachable() ? instance.backoff() : backoff).failed(now);
    boolean isNew = problems.report(subject, failure.reason(), failure.getMessage());
    if (isNew && failure.reason().equals(INTERNAL)) {
      LOG.error("{} of {} failed unexpectedly", collector.name(), instance.id(), failure);
    } else {
      LOG.debug("{} of {} failed", collector.name(), instance.id(), failure);
    }
    outcomes.failed(collector.name(), due, durationNanos, failure);
  }

  /** Waits for a poll under way, then makes the last one if the collector wants it. */
  synchronized void stop() {
    stopped = true;
    long now = AgentClock.micros();
    if (collector.pollsAtStop()
        && !publisher.isFull()
        && backoff.tryEnter(now)
        && instance.backoff().tryEnter(now)
        && instance.gate().enter(now)) {
      due = now;
      poll(instance.gate().rules(now).fullPollsWanted(), true);
    }
  }
}
