package io.dbintel.streams.operators.exporterrors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a sink was offered and refused in a tenth of the window.
 *
 * @param offered points and log records, each time they were offered
 * @param refused of those, how many were refused, by position of the category
 * @param reported errors that the destination told later, by position of the category
 */
record Bucket(long offered, List<Long> refused, List<Long> reported) {
  static final Bucket EMPTY = new Bucket(0, zeros(), zeros());

  Bucket {
    refused = List.copyOf(refused);
    reported = List.copyOf(reported);
  }

  private static List<Long> zeros() {
    return Collections.nCopies(ErrorCategory.values().length, 0L);
  }

  /** This and what was offered; {@code category} is null when nothing was refused. */
  Bucket offer(long items, ErrorCategory category, long errors) {
    return new Bucket(offered + items, add(refused, category, errors), reported);
  }

  /** This and what was told later. */
  Bucket report(ErrorCategory category, long errors) {
    return new Bucket(offered, refused, add(reported, category, errors));
  }

  private static List<Long> add(List<Long> counts, ErrorCategory category, long more) {
    if (category == null) {
      return counts;
    }
    List<Long> sums = new ArrayList<>(counts);
    sums.set(category.ordinal(), sums.get(category.ordinal()) + more);
    return sums;
  }
}
