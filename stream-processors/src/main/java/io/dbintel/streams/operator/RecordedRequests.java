package io.dbintel.streams.operator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps what the operators asked for in one turn, each request with the operator that made it. */
public final class RecordedRequests implements ControlRequests {
  private final List<Request> requests = new ArrayList<>();
  private String operator = "";

  /** A request; {@code operator} is the name of the one that made it. */
  public sealed interface Request {

    /** Name of the operator. */
    String operator();

    /** See {@link ControlRequests#open}. */
    record Open(String operator, String reason, Duration probeAfter, int probePolls, long round)
        implements Request {}

    /** See {@link ControlRequests#close}. */
    record Close(String operator) implements Request {}

    /** See {@link ControlRequests#stretch}. */
    record Stretch(String operator, double factor) implements Request {}

    /** See {@link ControlRequests#wantPlan}. */
    @SuppressWarnings("ArrayRecordComponent")
    record WantPlan(String operator, byte[] key) implements Request {}

    /** See {@link ControlRequests#planReceived}. */
    @SuppressWarnings("ArrayRecordComponent")
    record PlanReceived(String operator, byte[] key) implements Request {}

    /** See {@link ControlRequests#fullPoll}. */
    record FullPoll(String operator) implements Request {}
  }

  /** Attributes what follows to the operator that is about to decide. */
  public void by(String name) {
    operator = name;
  }

  /** The requests so far, in order. */
  public List<Request> all() {
    return requests;
  }

  @Override
  public void open(String reason, Duration probeAfter, int probePolls, long round) {
    if (reason.isBlank() || probeAfter.isNegative() || probePolls < 1 || round < 1) {
      throw new IllegalArgumentException(
          "operator "
              + operator
              + " asks to open the circuit for reason '"
              + reason
              + "', to probe after "
              + probeAfter
              + " with "
              + probePolls
              + " polls in round "
              + round
              + "; expected a reason, no negative time, at least 1 poll and a round from 1 on");
    }
    requests.add(new Request.Open(operator, reason, probeAfter, probePolls, round));
  }

  @Override
  public void close() {
    requests.add(new Request.Close(operator));
  }

  @Override
  public void stretch(double factor) {
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException(
          "operator " + operator + " asks for factor " + factor + "; expected a number above 0");
    }
    requests.add(new Request.Stretch(operator, factor));
  }

  @Override
  public void wantPlan(byte[] key) {
    requests.add(new Request.WantPlan(operator, key));
  }

  @Override
  public void planReceived(byte[] key) {
    requests.add(new Request.PlanReceived(operator, key));
  }

  @Override
  public void fullPoll() {
    requests.add(new Request.FullPoll(operator));
  }
}
