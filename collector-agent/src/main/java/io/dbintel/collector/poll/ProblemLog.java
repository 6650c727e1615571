package io.dbintel.collector.poll;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with an instance now. One log line when a problem begins or changes and one when it
 * ends, however often it is met in between. Thread-safe.
 */
final class ProblemLog {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemLog.class);

  private final String instanceId;
  private final Map<String, Problem> problems = new ConcurrentHashMap<>();

  private record Problem(String reason, String message) {}

  ProblemLog(String instanceId) {
    this.instanceId = instanceId;
  }

  /**
   * @param subject what has the problem, such as a collector
   * @param reason the same reason again is not logged again
   * @return whether it was logged
   */
  boolean report(String subject, String reason, String message) {
    Problem before = problems.put(subject, new Problem(reason, message));
    boolean isNew = before == null || !before.reason.equals(reason);
    if (isNew) {
      LOG.warn("{} {}: {}", instanceId, subject, message);
    }
    return isNew;
  }

  void solved(String subject) {
    if (problems.remove(subject) != null) {
      LOG.info("{} {}: works again", instanceId, subject);
    }
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
