package io.dbintel.streams.operators.circuit;

import java.util.Arrays;

/**
 * How long the good polls of one collector took, in log buckets: two an octave, from 1 ms to 134 s.
 * Counts are halved every half hour, so that about the last hour weighs.
 *
 * @param halvedAt instance clock, ms
 * @param counts polls by bucket
 */
@SuppressWarnings("ArrayRecordComponent")
record PollDurations(long halvedAt, int[] counts) {
  static final int BUCKETS = 36;

  private static final int FIRST_OCTAVE = 10;
  private static final long HALVING_MS = 1_800_000;

  /** Most halvings that leave anything of an int. */
  private static final long ALL_HALVINGS = 31;

  /** Polls after which a percentile says something. */
  private static final int ENOUGH = 20;

  static PollDurations begin(long now) {
    return new PollDurations(now, new int[BUCKETS]);
  }

  PollDurations plus(long micros, long now) {
    PollDurations next = at(now);
    next.counts[bucket(micros)]++;
    return next;
  }

  /** Whether the last hour, which is what it is to tell of, had no poll. */
  boolean isStale(long now) {
    // halvedAt is up to one halving before the last poll
    return now - halvedAt >= 3 * HALVING_MS;
  }

  /** A copy that is decayed until {@code now}. */
  private PollDurations at(long now) {
    long halvings = now < halvedAt ? 0 : Math.min(ALL_HALVINGS, (now - halvedAt) / HALVING_MS);
    int[] decayed = counts.clone();
    for (int i = 0; halvings > 0 && i < decayed.length; i++) {
      decayed[i] >>= halvings;
    }
    // after an undone leap of the clock the half hour begins anew
    long since = now < halvedAt ? now : halvedAt + (now - halvedAt) / HALVING_MS * HALVING_MS;
    return new PollDurations(since, decayed);
  }

  private static int bucket(long micros) {
    int octave = 63 - Long.numberOfLeadingZeros(Math.max(1, micros));
    if (octave < FIRST_OCTAVE) {
      return 0;
    }
    int half = (int) (micros >>> (octave - 1)) & 1;
    return Math.min(BUCKETS - 1, 1 + 2 * (octave - FIRST_OCTAVE) + half);
  }

  /** Upper end of the bucket that holds the 95th percentile, µs; 0 while too little is known. */
  long percentile95() {
    long all = 0;
    for (int count : counts) {
      all += count;
    }
    if (all < ENOUGH) {
      return 0;
    }
    long rank = all - all / 20;
    int bucket = 0;
    for (long seen = counts[0]; seen < rank; seen += counts[bucket]) {
      bucket++;
    }
    return end(bucket);
  }

  private static long end(int bucket) {
    int octave = FIRST_OCTAVE + (bucket - 1) / 2;
    if (bucket == 0) {
      return 1L << FIRST_OCTAVE;
    }
    return bucket % 2 == 1 ? 3L << (octave - 1) : 2L << octave;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof PollDurations other
        && halvedAt == other.halvedAt
        && Arrays.equals(counts, other.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(halvedAt) + Arrays.hashCode(counts);
  }
}
