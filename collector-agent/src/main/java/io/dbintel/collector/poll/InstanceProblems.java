package io.dbintel.collector.poll;

import io.dbintel.runtime.time.Allowance;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with an instance now, for its health, and in the log. One log line when a problem
 * begins or changes and one when it ends, however often it is met in between; a problem that comes
 * and goes all the time is told a few times, then once a minute. Thread-safe.
 *
 * <p>A {@link io.dbintel.runtime.log.ProblemLog} does not know that a problem is over: it is for
 * what happens again and again, such as a failed delivery.
 */
final class InstanceProblems {

  private static final Logger LOG = LoggerFactory.getLogger(InstanceProblems.class);
  private static final int LINES_AT_ONCE = 10;
  private static final Duration ONE_MORE_AFTER = Duration.ofMinutes(1);

  private final String instanceId;
  private final Map<String, Problem> problems = new ConcurrentHashMap<>();
  private final Map<String, Allowance> allowances = new ConcurrentHashMap<>();

  private record Problem(String reason, String message) {}

  InstanceProblems(String instanceId) {
    this.instanceId = instanceId;
  }

  /**
   * @param subject what has the problem, such as a collector
   * @param reason the same reason again is not logged again
   * @return whether it was logged
   */
  boolean report(String subject, String reason, String message) {
    Problem before = problems.put(subject, new Problem(reason, message));
    if (before != null && before.reason.equals(reason)) {
      return false;
    }
    Allowance allowance = allowance(subject);
    if (!allowance.take(AgentClock.elapsedMicros())) {
      return false;
    }
    long untold = allowance.takeRefused();
    LOG.warn(
        "{} {}: {}{}",
        instanceId,
        subject,
        message,
        untold == 0 ? "" : " (" + untold + " lines about it were left out)");
    return true;
  }

  void solved(String subject) {
    if (problems.remove(subject) != null && allowance(subject).take(AgentClock.elapsedMicros())) {
      LOG.info("{} {}: works again", instanceId, subject);
    }
  }

  private Allowance allowance(String subject) {
    return allowances.computeIfAbsent(
        subject, absent -> new Allowance(LINES_AT_ONCE, ONE_MORE_AFTER));
  }

  /** All problems in one line, sorted by subject; empty when there is none. */
  String summary() {
    StringBuilder summary = new StringBuilder();
    new TreeMap<>(problems)
        .forEach(
            (subject, problem) ->
                summary
                    .append(summary.isEmpty() ? "" : "; ")
                    .append(subject)
                    .append(": ")
                    .append(problem.message));
    return summary.toString();
  }
}
