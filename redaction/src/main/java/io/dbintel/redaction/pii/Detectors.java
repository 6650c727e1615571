package io.dbintel.redaction.pii;

import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.pii.detector.Detector;
import io.dbintel.redaction.pii.detector.DetectorCatalogue;
import io.dbintel.redaction.pii.detector.ValueShape;
import io.dbintel.redaction.pii.trigger.TriggerGroup;
import io.dbintel.redaction.pii.trigger.TriggerLanes;
import java.util.ArrayList;
import java.util.List;

/**
 * The detectors of a configuration behind their trigger automata, which say in one pass over a text
 * which of them may find something there. The configured detectors come first.
 */
final class Detectors {
  private final List<Detector> detectors;
  private final long[] bits;
  private final long ofIdentifiers;
  private final TriggerLanes triggers;
  private final AllowList allowed;

  private Detectors(List<Detector> detectors, int configured, AllowList allowed) {
    this.detectors = detectors;
    this.bits = new long[detectors.size()];
    List<TriggerGroup> groups = new ArrayList<>();
    long identifiers = 0;
    for (int rank = 0; rank < bits.length; rank++) {
      bits[rank] = bit(rank, configured, detectors.size() - configured);
      groups.add(new TriggerGroup(bits[rank], detectors.get(rank).triggers()));
      identifiers |= detectors.get(rank).inIdentifiers() ? bits[rank] : 0;
    }
    this.ofIdentifiers = identifiers;
    this.triggers =
        TriggerLanes.compile(
            groups.subList(configured, groups.size()), groups.subList(0, configured));
    this.allowed = allowed;
  }

  /** Each built-in detector has a bit of its own; the configured ones share those that are left. */
  private static long bit(int rank, int configured, int builtIn) {
    return 1L << (rank < configured ? builtIn + rank % (Long.SIZE - builtIn) : rank - configured);
  }

  static Detectors of(PiiConfig config) {
    return new Detectors(
        DetectorCatalogue.of(config),
        DetectorCatalogue.custom(config).size(),
        AllowList.of(config.allow()));
  }

  /** How a value of a type is masked: secret unless a detector takes all of it for that type. */
  ValueShape shapeOf(String type, String value) {
    return claimsOn(value, triggeredIn(value)).stream()
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

  /** The detectors that have work in a text, as a set for {@link #claimsOn}; 0: none. */
  long triggeredIn(String text) {
    return triggers.in(text);
  }

  long triggeredIn(byte[] utf8, int offset, int length) {
    return triggers.in(utf8, offset, length);
  }

  /** The detectors that look at names of databases, roles and the like, as such a set. */
  long ofIdentifiers() {
    return ofIdentifiers;
  }

  /** What the triggered detectors find, in order and without overlaps. */
  List<Claim> claimsOn(String text, long triggered) {
    List<Claim> claims = new ArrayList<>();
    for (int rank = 0; rank < bits.length; rank++) {
      if ((bits[rank] & triggered) != 0) {
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
