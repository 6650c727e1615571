package io.dbintel.collector.poll;

import io.dbintel.collector.poll.PollRules.Admission;
import io.dbintel.schemas.avro.ControlDocument;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Lets the polls of one instance through, over all its collectors, as its control document asks,
 * and counts the probes of each break. No collector takes more than its share of them: what opened
 * the circuit may be seen by one that polls seldom. Thread-safe.
 */
final class PollGate {

  private final Supplier<ReceivedDocument> documents;
  private final int collectors;
  private final Map<String, Integer> probesOf = new HashMap<>();
  private long countedRound;
  private int probesMade;

  /**
   * @param documents gives the newest document; null when there is none
   * @param collectors how many poll the instance
   */
  PollGate(Supplier<ReceivedDocument> documents, int collectors) {
    this.documents = documents;
    this.collectors = collectors;
  }

  /** The rules now; takes no probe. */
  synchronized PollRules rules(long now) {
    return rules(documents.get(), now);
  }

  /** Keys of the statements whose plan is asked for now. */
  Set<ByteBuffer> plansWanted(long now) {
    ReceivedDocument received = documents.get();
    return received == null || received.isPastItsTime(now)
        ? Set.of()
        : new HashSet<>(received.document().getPlansWanted());
  }

  private PollRules rules(ReceivedDocument received, long now) {
    if (received != null && received.round() != countedRound) {
      countedRound = received.round();
      probesMade = 0;
      probesOf.clear();
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
    return (past || cutOff) && rules(received, now).admission() == Admission.FREE;
  }

  /**
   * Lets a collector poll now, if it may; that may take one of the probes.
   *
   * @return number of the break that the poll is a probe for; 0 when it is none; empty when the
   *     collector must not poll
   */
  synchronized OptionalLong enter(long now, String collector) {
    ReceivedDocument received = documents.get();
    PollRules rules = rules(received, now);
    if (rules.admission() != Admission.PROBE) {
      return rules.admitsPolls() ? OptionalLong.of(0) : OptionalLong.empty();
    }
    ControlDocument document = received.document();
    int made = probesOf.getOrDefault(collector, 0);
    if (made >= share(document.getProbePolls())) {
      return OptionalLong.empty();
    }
    probesOf.put(collector, made + 1);
    probesMade++;
    return OptionalLong.of(document.getProbeRound());
  }

  private int share(int probes) {
    return (probes + collectors - 1) / collectors;
  }
}
