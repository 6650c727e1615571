package io.dbintel.streams.verification;

import io.dbintel.streams.telemetry.OperatorCounts;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts metrics and attributes of metrics that a system's catalogue does not list, and logs each
 * name once. Not thread-safe.
 */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
  private static final int MAX_NAMES = 1_000;

  private final OperatorCounts counts;
  private final Set<String> logged = new HashSet<>();

  Refusals(OperatorCounts counts) {
    this.counts = counts;
  }

  /**
   * Counts a refusal.
   *
   * @param reason unlisted_metric or unlisted_attribute
   * @param name name that was refused, verified
   * @return the name under which it is counted
   */
  String refuse(String system, String reason, String name) {
    counts.in(VerificationProcessor.NAME, 1);
    counts.held(VerificationProcessor.NAME, reason, 1);
    if (logged.size() < MAX_NAMES && logged.add(system + ' ' + reason + ' ' + name)) {
      LOG.warn(
          "{} {} of system {} is left out: it is not in the catalogue; add it to"
              + " io/dbintel/catalogue/{}.yaml, or run a release of the stream processors that has"
              + " it",
          reason.equals("unlisted_metric") ? "metric" : "attribute",
          name,
          system,
          system);
    }
    return name;
  }
}
