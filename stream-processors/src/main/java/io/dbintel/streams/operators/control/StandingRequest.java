package io.dbintel.streams.operators.control;

import io.dbintel.streams.operator.RecordedRequests.Request;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one operator asks for until it withdraws it.
 *
 * @param operator its name
 * @param opening why and how it keeps polling stopped; null when it does not
 * @param factor multiplies the intervals of all collectors; 1 for none
 * @param plans keys of the statements whose plan it wants, in hexadecimal; at most {@link
 *     #MAX_PLANS}
 */
record StandingRequest(String operator, Opening opening, double factor, SortedSet<String> plans) {
  static final int MAX_PLANS = 64;

  /**
   * A stop of polling.
   *
   * @param reason short code for people
   * @param probeAfterMs how long polling rests before probes
   * @param probePolls polls let through as probes
   * @param round number that the outcomes of the probes bear; 0 where an older release asked
   */
  record Opening(String reason, long probeAfterMs, int probePolls, long round) {}

  StandingRequest {
    plans = Collections.unmodifiableSortedSet(new TreeSet<>(plans));
  }

  static StandingRequest none(String operator) {
    return new StandingRequest(operator, null, 1, Collections.emptySortedSet());
  }

  boolean isNone() {
    return opening == null && factor == 1 && plans.isEmpty();
  }

  /** This with one request more. */
  StandingRequest with(Request request) {
    if (request instanceof Request.Open open) {
      long probeAfterMs = open.probeAfter().toMillis();
      return withOpening(new Opening(open.reason(), probeAfterMs, open.probePolls(), open.round()));
    } else if (request instanceof Request.Close) {
      return withOpening(null);
    } else if (request instanceof Request.Stretch stretch) {
      return new StandingRequest(operator, opening, stretch.factor(), plans);
    } else if (request instanceof Request.WantPlan wanted) {
      return withPlan(HexFormat.of().formatHex(wanted.key()));
    } else if (request instanceof Request.PlanReceived received) {
      SortedSet<String> left = new TreeSet<>(plans);
      left.remove(HexFormat.of().formatHex(received.key()));
      return new StandingRequest(operator, opening, factor, left);
    }
    return this;
  }

  /** This with the number of the round that its opening began. */
  StandingRequest ofRound(long round) {
    return opening == null
        ? this
        : withOpening(
            new Opening(opening.reason(), opening.probeAfterMs(), opening.probePolls(), round));
  }

  private StandingRequest withOpening(Opening next) {
    return new StandingRequest(operator, next, factor, plans);
  }

  private StandingRequest withPlan(String key) {
    if (plans.size() >= MAX_PLANS) {
      return this;
    }
    SortedSet<String> more = new TreeSet<>(plans);
    more.add(key);
    return new StandingRequest(operator, opening, factor, more);
  }
}
