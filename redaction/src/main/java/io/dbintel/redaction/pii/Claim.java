package io.dbintel.redaction.pii;

import io.dbintel.redaction.pii.detector.Detector;
import io.dbintel.redaction.pii.detector.ValueShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a detector says of a span, before overlaps are settled.
 *
 * @param shape how the span is masked: the detector's shape, or secret if the span is wider than
 *     what the detector itself claimed
 * @param rank the detector's place in the catalogue; the lowest names an overlap if neither span
 *     holds the other
 */
record Claim(Detector detector, ValueShape shape, int rank, int start, int end) {

  static Claim of(Detector detector, int rank, int start, int end) {
    return new Claim(detector, detector.shape(), rank, start, end);
  }

  /** Joins overlapping claims, so that no character that any detector claimed stays readable. */
  static List<Claim> settle(List<Claim> claims) {
    if (claims.size() < 2) {
      return claims;
    }
    List<Claim> sorted = new ArrayList<>(claims);
    sorted.sort(Comparator.comparingInt(Claim::start).thenComparingInt(Claim::rank));
    List<Claim> settled = new ArrayList<>(sorted.size());
    for (Claim claim : sorted) {
      Claim last = settled.isEmpty() ? null : settled.get(settled.size() - 1);
      if (last != null && claim.start < last.end) {
        settled.set(settled.size() - 1, last.joinedWith(claim));
      } else {
        settled.add(claim);
      }
    }
    return settled;
  }

  /** The one that holds all of the other, else the earlier detector. */
  private boolean names(Claim other) {
    boolean holds = start <= other.start && end >= other.end;
    boolean held = other.start <= start && other.end >= end;
    return holds == held ? rank <= other.rank : holds;
  }

  private Claim joinedWith(Claim other) {
    Claim named = names(other) ? this : other;
    int from = Math.min(start, other.start);
    int to = Math.max(end, other.end);
    boolean wider = from < named.start || to > named.end;
    return new Claim(named.detector, wider ? ValueShape.SECRET : named.shape, named.rank, from, to);
  }
}
