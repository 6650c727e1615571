package io.dbintel.streams.operators.control;

import io.dbintel.schemas.avro.CircuitState;
import io.dbintel.schemas.avro.ControlDocument;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The requests of all operators as one: polling stops when any operator asks for it, waits for the
 * longest wait and lets through the fewest probes, of the latest round; the largest factor wins;
 * plans are united.
 *
 * @param open whether polling stops
 * @param reason of all who stop it, sorted; empty when nobody does
 */
record MergedRequests(
    boolean open,
    String reason,
    long probeAfterMs,
    int probePolls,
    long probeRound,
    double factor,
    List<String> plans) {

  static MergedRequests of(Collection<StandingRequest> requests) {
    SortedSet<String> reasons = new TreeSet<>();
    SortedSet<String> plans = new TreeSet<>();
    boolean open = false;
    long probeAfterMs = 0;
    int probePolls = Integer.MAX_VALUE;
    long probeRound = 0;
    double factor = 0;
    for (StandingRequest request : requests) {
      StandingRequest.Opening opening = request.opening();
      if (opening != null) {
        open = true;
        reasons.add(opening.reason());
        probeAfterMs = Math.max(probeAfterMs, opening.probeAfterMs());
        probePolls = Math.min(probePolls, opening.probePolls());
        probeRound = Math.max(probeRound, opening.round());
      }
      if (request.factor() != 1) {
        factor = Math.max(factor, request.factor());
      }
      plans.addAll(request.plans());
    }
    return new MergedRequests(
        open,
        String.join(", ", reasons),
        probeAfterMs,
        open ? probePolls : 0,
        probeRound,
        factor == 0 ? 1 : factor,
        plans.stream().limit(StandingRequest.MAX_PLANS).toList());
  }

  /** Whether it asks for nothing that has an end. */
  boolean isNormal() {
    return !open && factor == 1 && plans.isEmpty();
  }

  ControlDocument document(long version, long fullPolls, long validUntil) {
    return ControlDocument.newBuilder()
        .setVersion(version)
        .setCircuit(open ? CircuitState.OPEN : CircuitState.CLOSED)
        .setReason(reason)
        .setProbeAfterMs(probeAfterMs)
        .setProbePolls(probePolls)
        .setProbeRound(probeRound)
        .setIntervalFactor(factor)
        .setFullPollWanted(fullPolls)
        .setPlansWanted(
            plans.stream()
                .map(key -> ByteBuffer.wrap(HexFormat.of().parseHex(key)))
                .collect(Collectors.toList()))
        .setValidUntil(validUntil)
        .build();
  }
}
