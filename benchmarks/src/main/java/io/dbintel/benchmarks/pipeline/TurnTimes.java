package io.dbintel.benchmarks.pipeline;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long records took, counted.
 *
 * @param counts number of records by time, µs, rounded up to {@value #STEP_MICROS}
 */
record TurnTimes(SortedMap<Long, Long> counts) {
  static final long STEP_MICROS = 20;

  static final TurnTimes NONE = new TurnTimes(Collections.emptySortedMap());

  TurnTimes {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  static TurnTimes of(Iterable<Long> nanos) {
    SortedMap<Long, Long> counts = new TreeMap<>();
    for (long one : nanos) {
      long step = STEP_MICROS * 1_000;
      counts.merge((one + step - 1) / step * STEP_MICROS, 1L, Long::sum);
    }
    return new TurnTimes(counts);
  }

  TurnTimes plus(TurnTimes more) {
    SortedMap<Long, Long> sum = new TreeMap<>(counts);
    more.counts.forEach((time, count) -> sum.merge(time, count, Long::sum));
    return new TurnTimes(sum);
  }

  /** Number of records. */
  long size() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The time that so many percent of the records do not exceed, µs; 0 when there are none. */
  long percentile(double percent) {
    long wanted = (long) Math.ceil(size() * percent / 100);
    long passed = 0;
    for (Map.Entry<Long, Long> one : counts.entrySet()) {
      passed += one.getValue();
      if (passed >= wanted) {
        return one.getKey();
      }
    }
    return 0;
  }
}
