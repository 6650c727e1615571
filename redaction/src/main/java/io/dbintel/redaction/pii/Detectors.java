package io.dbintel.redaction.pii;

import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.pii.detector.Detector;
import io.dbintel.redaction.pii.detector.DetectorCatalogue;
import io.dbintel.redaction.pii.detector.ValueShape;
import io.dbintel.redaction.pii.trigger.TriggerCompiler;
import io.dbintel.redaction.pii.trigger.TriggerDfa;
import io.dbintel.redaction.pii.trigger.TriggerLanes;
import io.dbintel.redaction.pii.trigger.TriggerPattern;
import java.util.ArrayList;
import java.util.List;

/**
 * The detectors of a configuration, behind joint trigger automata and one gate each. The configured
 * detectors come first.
 */
final class Detectors {
  private final List<Detector> detectors;
  private final TriggerLanes joint;
  private final int[] lanes;
  private final List<TriggerDfa> gates;
  private final AllowList allowed;

  private Detectors(
      List<Detector> detectors, int customs, List<TriggerDfa> gates, AllowList allowed) {
    List<List<TriggerPattern>> triggers = detectors.stream().map(Detector::triggers).toList();
    this.detectors = detectors;
    this.joint =
        TriggerLanes.compile(
            triggers.subList(customs, triggers.size()), triggers.subList(0, customs));
    this.lanes = new int[detectors.size()];
    for (int rank = 0; rank < lanes.length; rank++) {
      lanes[rank] = TriggerLanes.lanesOf(triggers.get(rank), rank < customs);
    }
    this.gates = gates;
    this.allowed = allowed;
  }

  static Detectors of(PiiConfig config) {
    List<Detector> detectors = DetectorCatalogue.of(config);
    return new Detectors(
        detectors,
        DetectorCatalogue.custom(config).size(),
        detectors.stream().map(d -> TriggerCompiler.compile(List.of(d.gate()))).toList(),
        AllowList.of(config.allow()));
  }

  /** How a value of a type is masked: secret unless a detector takes all of it for that type. */
  ValueShape shapeOf(String type, String value) {
    return claimsOn(value).stream()
        .filter(claim -> claim.start() == 0 && claim.end() == value.length())
        .filter(claim -> claim.detector().type().equals(type))
        .map(Claim::shape)
        .findFirst()
        .orElse(ValueShape.SECRET);
  }

  /** True if the configuration declares the whole value not private. */
  boolean allows(String type, String value) {
    return allowed.allows(type, value, 0, value.length());
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
    int triggered = joint.lanesIn(text);
    for (int rank = 0; rank < detectors.size(); rank++) {
      if ((lanes[rank] & triggered) != 0 && gates.get(rank).anyIn(text)) {
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
                claims.add(Claim.of(detector, rank, start, end));
              }
            });
  }
}
