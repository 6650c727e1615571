package io.dbintel.streams.operators.selection;

import io.dbintel.streams.statements.Load;
import java.util.Arrays;

/**
 * Counts the rows of a poll by their {@link Load}.
 *
 * @param counts rows by bucket
 */
@SuppressWarnings("ArrayRecordComponent")
record LoadHistogram(int[] counts) {

  static LoadHistogram empty() {
    return new LoadHistogram(new int[Load.BUCKETS]);
  }

  /**
   * The lowest bucket that passes: {@code top} rows like these pass, and more until they have the
   * share of the time, the loads of a bucket taken as its middle.
   *
   * @param top rows that pass whatever their share
   * @param most rows that pass for the sake of the share
   * @param share of the execution time, 0 to 1
   */
  int minBucket(int top, int most, double share) {
    double wanted = share * time();
    double time = 0;
    int passing = 0;
    for (int bucket = Load.BUCKETS - 1; bucket >= 0; bucket--) {
      boolean enough = time >= wanted || passing + counts[bucket] > most;
      if (passing >= top && enough) {
        return bucket + 1;
      }
      passing += counts[bucket];
      time += counts[bucket] * Load.middle(bucket);
    }
    return 0;
  }

  private double time() {
    double time = 0;
    for (int bucket = Load.BUCKETS - 1; bucket > 0; bucket--) {
      time += counts[bucket] * Load.middle(bucket);
    }
    return time;
  }

  /** How many rows are at or above the bucket. */
  int passing(int minBucket) {
    int passing = 0;
    for (int bucket = minBucket; bucket < Load.BUCKETS; bucket++) {
      passing += counts[bucket];
    }
    return passing;
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
