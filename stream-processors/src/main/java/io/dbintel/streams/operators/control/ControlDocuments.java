package io.dbintel.streams.operators.control;

import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.RecordedRequests.Request;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Merges what all operators ask of the agents of an instance into its control document, the last
 * operator of all. A document is emitted when it changes, with the next version; one that asks for
 * anything but normal polling holds for a limited time and is renewed under the same version, so
 * that agents neither wait nor probe again because of a renewal.
 *
 * <p>Versions and generations outlive a FORGET, since agents compare them; the requests do not,
 * since the operators forget why they made them. What an operator asked for that decides no more is
 * withdrawn, since nobody else would do it.
 */
public final class ControlDocuments implements InstanceOperator<ControlState> {
  private static final PartCodec<ControlState> PART = new ControlStateCodec();

  private final long validityMicros;
  private final Set<String> operators;

  /**
   * Documents that hold as long as {@code config} says.
   *
   * @param operators names of the operators that decide before this one
   */
  public ControlDocuments(ControlConfig config, Set<String> operators) {
    this.validityMicros = config.validityMicros();
    this.operators = Collections.unmodifiableSortedSet(new TreeSet<>(operators));
  }

  @Override
  public String name() {
    return "control-documents";
  }

  @Override
  public PartCodec<ControlState> part() {
    return PART;
  }

  @Override
  public boolean outlivesForget() {
    return true;
  }

  @Override
  public ControlState decide(ControlState prior, InstanceTurn turn) {
    return prior;
  }

  @Override
  public ControlState afterRows(ControlState prior, InstanceTurn turn) {
    List<Request> requests = turn.requests().all();
    if (prior == null && requests.isEmpty()) {
      return null;
    }
    ControlState before = prior == null ? ControlState.NOTHING_ASKED : prior;
    ControlState next =
        (turn.forgetting() ? before.withdrawn() : before.of(operators)).with(requests);
    MergedRequests merged = next.merged();
    boolean changed =
        next.fullPolls() != before.fullPolls()
            || !merged.equals(before.merged())
            || beginsRound(merged, requests);
    long now = turn.clock() * 1_000;
    long left = before.validUntil() - now;
    // More than a document ever holds is left when the clock was put right since.
    boolean expiring = !merged.isNormal() && (left < validityMicros / 2 || left > validityMicros);
    if (!changed && !expiring) {
      return next;
    }
    long version = changed ? before.version() + 1 : before.version();
    long validUntil = merged.isNormal() ? 0 : now + validityMicros;
    turn.emit(new Insight.Control(merged.document(version, next.fullPolls(), validUntil)));
    return next.issued(version, validUntil);
  }

  /** Whether an operator has the agents wait and probe once more. */
  private static boolean beginsRound(MergedRequests merged, List<Request> requests) {
    return merged.open() && requests.stream().anyMatch(Request.Open.class::isInstance);
  }
}
