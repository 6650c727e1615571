package io.dbintel.redaction.pii;

import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.pii.detector.Detector;
import io.dbintel.redaction.pii.detector.DetectorCatalogue;
import io.dbintel.redaction.pii.trigger.TriggerCompiler;
import io.dbintel.redaction.pii.trigger.TriggerDfa;
import io.dbintel.redaction.pii.trigger.TriggerPattern;
import java.util.ArrayList;
import java.util.List;

/** The detectors of a configuration, behind one joint trigger automaton and one gate each. */
final class Detectors {
  private final List<Detector> detectors;
  private final TriggerDfa joint;
  private final List<TriggerDfa> gates;
  private final AllowList allowed;

  private Detectors(
      List<Detector> detectors, TriggerDfa joint, List<TriggerDfa> gates, AllowList allowed) {
    this.detectors = detectors;
    this.joint = joint;
    this.gates = gates;
    this.allowed = allowed;
  }

  static Detectors of(PiiConfig config) {
    List<Detector> detectors = DetectorCatalogue.of(config);
    List<List<TriggerPattern>> triggers = detectors.stream().map(Detector::triggers).toList();
    return new Detectors(
        detectors,
        TriggerCompiler.compile(triggers),
        detectors.stream().map(d -> TriggerCompiler.compile(List.of(d.gate()))).toList(),
        AllowList.of(config.allow()));
  }

  boolean anyTriggerIn(String text) {
    return joint.anyIn(text);
  }

  boolean anyTriggerIn(byte[] utf8, int offset, int length) {
    return joint.anyIn(utf8, offset, length);
  }

  /** What the triggered detectors find, in order and without overlaps. */
  List<Claim> claimsOn(String text) {
    List<Claim> claims = new ArrayList<>();
    for (int rank = 0; rank < detectors.size(); rank++) {
      if (gates.get(rank).anyIn(text)) {
        ask(rank, text, claims);
      }
    }
    return Claim.settle(claims);
  }

  private void ask(int rank, String text, List<Claim> claims) {
    Detector detector = detectors.get(rank);
    detector
        .finder()
        .find(
            text,
            (start, end) -> {
              if (!allowed.allows(detector.type(), text, start, end)) {
                claims.add(new Claim(detector, rank, start, end));
              }
            });
  }
}
