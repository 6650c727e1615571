package io.dbintel.collector.poll;

import io.dbintel.collector.poll.PollRules.Admission;
import java.util.function.Supplier;

/**
 * Lets the polls of one instance through, over all its collectors, as its control document asks,
 * and counts the probes of each version of the document. Thread-safe.
 */
final class PollGate {

  private final Supplier<ReceivedDocument> documents;
  private long countedVersion;
  private int probesMade;

  /**
   * @param documents gives the newest document; null when there is none
   */
  PollGate(Supplier<ReceivedDocument> documents) {
    this.documents = documents;
  }

  /** The rules now; takes no probe. */
  synchronized PollRules rules(long now) {
    ReceivedDocument received = documents.get();
    if (received != null && received.document().getVersion() != countedVersion) {
      countedVersion = received.document().getVersion();
      probesMade = 0;
    }
    return PollRules.of(received, now, probesMade);
  }

  /**
   * Whether nobody can tell the agent what to do with the instance: a document that is past its
   * time was not renewed, or none can arrive.
   *
   * @param cutOff whether the broker is away
   */
  synchronized boolean isAlone(long now, boolean cutOff) {
    ReceivedDocument received = documents.get();
    boolean past = received != null && received.isPastItsTime(now);
    return (past || cutOff) && rules(now).admission() == Admission.FREE;
  }

  /** Whether the caller may poll now; a yes may take one of the probes. */
  synchronized boolean enter(long now) {
    PollRules rules = rules(now);
    if (rules.admission() == Admission.PROBE) {
      probesMade++;
    }
    return rules.admitsPolls();
  }
}
