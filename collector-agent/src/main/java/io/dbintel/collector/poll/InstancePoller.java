package io.dbintel.collector.poll;

import io.dbintel.collector.config.LocalBreakerConfig;
import io.dbintel.collector.publish.RawPublisher;
import io.dbintel.collector.publish.RecordEncoder;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.runtime.health.Health;
import io.dbintel.runtime.time.Backoff;
import java.util.List;
import java.util.StringJoiner;

/** Polls one instance with all its collectors. */
public final class InstancePoller implements AutoCloseable {

  private final RecordSource source;
  private final MonitoredInstance monitored;
  private final InstanceProblems problems;
  private final Backoff backoff = CollectorLoop.newBackoff();
  private final PollGate gate;
  private final LocalBreaker breaker;
  private final List<CollectorLoop> loops;

  /**
   * @param threads run the polls
   * @param localBreaker when the instance rests while the processors cannot be heard
   */
  public InstancePoller(
      RecordSource source,
      MonitoredInstance monitored,
      ControlReader control,
      RawPublisher publisher,
      RecordEncoder encoder,
      PollMeter meter,
      String agentVersion,
      PollThreads threads,
      LocalBreakerConfig localBreaker) {
    this.breaker = new LocalBreaker(localBreaker);
    this.source = source;
    this.monitored = monitored;
    this.gate = new PollGate(() -> control.of(source.instanceId()), monitored.collectors().size());
    this.problems = new InstanceProblems(source.instanceId());
    OutcomeRecorder outcomes =
        new OutcomeRecorder(source, agentVersion, publisher, encoder, meter, problems);
    this.loops =
        monitored.collectors().stream()
            .map(
                collector ->
                    new CollectorLoop(
                        collector, this, publisher, encoder, outcomes, problems, threads))
            .toList();
  }

  /** Begins with a poll of every collector. */
  public void start() {
    loops.forEach(CollectorLoop::start);
  }

  /**
   * Degraded while anything is wrong with the instance, or one of its polls hangs; dead when a
   * collector makes no poll any more.
   */
  public Health health() {
    StringJoiner all = new StringJoiner("; ");
    all.setEmptyValue("");
    loops.stream()
        .map(CollectorLoop::livenessProblem)
        .filter(problem -> !problem.isEmpty())
        .forEach(all::add);
    String summary = problems.summary();
    if (!summary.isEmpty()) {
      all.add(summary);
    }
    if (loops.stream().anyMatch(CollectorLoop::hasEnded)) {
      return Health.dead(all + "; restart the agent");
    }
    return all.length() == 0 ? Health.up() : Health.degraded(all.toString());
  }

  String id() {
    return source.instanceId();
  }

  /** Back-off of everything that needs a connection. */
  Backoff backoff() {
    return backoff;
  }

  PollGate gate() {
    return gate;
  }

  LocalBreaker breaker() {
    return breaker;
  }

  /** Ends polling, after the last polls that collectors ask for, and closes the connections. */
  @Override
  public void close() {
    try {
      for (CollectorLoop loop : loops) {
        loop.stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      monitored.close();
    }
  }
}
