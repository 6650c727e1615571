package io.dbintel.streams.operators.selection;

import io.dbintel.streams.statements.Interval;
import java.util.Arrays;

/**
 * Counts the rows of a poll by their load: execution time per time passed, so that polls over
 * intervals of different length compare. Two buckets an octave; bucket 0 is no measurable load.
 *
 * @param counts rows by bucket
 */
@SuppressWarnings("ArrayRecordComponent")
record LoadHistogram(int[] counts) {
  static final int BUCKETS = 2 + 2 * Long.SIZE;

  static LoadHistogram empty() {
    return new LoadHistogram(new int[BUCKETS]);
  }

  /**
   * Bucket of a row: the load in units of 1/1024 ns per µs, by half powers of two.
   *
   * @param nanos execution time
   */
  static int bucket(long nanos, Interval interval) {
    long units = nanos / Math.max(1, (interval.end() - interval.start()) >> 10);
    if (units <= 0) {
      return 0;
    }
    int octave = 63 - Long.numberOfLeadingZeros(units);
    int half = octave == 0 ? 0 : (int) (units >>> (octave - 1)) & 1;
    return 1 + 2 * octave + half;
  }

  /** The lowest bucket that passes so that about {@code top} rows like these pass. */
  int minBucket(int top) {
    int passing = 0;
    for (int bucket = BUCKETS - 1; bucket > 0; bucket--) {
      passing += counts[bucket];
      if (passing >= top) {
        return bucket;
      }
    }
    return 0;
  }

  /** Counts a row, in a histogram that nobody else has. */
  void count(int bucket) {
    counts[bucket]++;
  }

  LoadHistogram copy() {
    return new LoadHistogram(counts.clone());
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof LoadHistogram other && Arrays.equals(counts, other.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }
}
