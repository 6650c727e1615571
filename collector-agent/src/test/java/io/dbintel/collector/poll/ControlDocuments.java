package io.dbintel.collector.poll;

import io.dbintel.schemas.avro.CircuitState;
import io.dbintel.schemas.avro.ControlDocument;
import java.util.List;

/** Control documents for tests. */
final class ControlDocuments {

  private ControlDocuments() {}

  /** A document that holds for ever. */
  static ControlDocument of(long version, CircuitState circuit, long probeAfterMs, int probes) {
    return of(version, circuit, probeAfterMs, probes, 0);
  }

  static ControlDocument of(
      long version, CircuitState circuit, long probeAfterMs, int probes, long validUntil) {
    return ControlDocument.newBuilder()
        .setVersion(version)
        .setCircuit(circuit)
        .setReason("test")
        .setProbeAfterMs(probeAfterMs)
        .setProbePolls(probes)
        .setIntervalFactor(4)
        .setFullPollWanted(3)
        .setPlansWanted(List.of())
        .setValidUntil(validUntil)
        .build();
  }
}
