package io.dbintel.streams.statements;

/**
 * How loaded a server was with a statement: execution time per time passed, so that reads over
 * intervals of different length compare. Loads are told apart by bucket, two an octave; bucket 0 is
 * no measurable load.
 */
public final class Load {
  /** Number of buckets. */
  public static final int BUCKETS = 2 + 2 * Long.SIZE;

  private Load() {}

  /**
   * Bucket of a load, in units of 1/1024 ns per µs, by half powers of two.
   *
   * @param nanos execution time
   * @param interval in which it was spent
   */
  public static int bucket(long nanos, Interval interval) {
    long units = nanos / Math.max(1, (interval.end() - interval.start()) >> 10);
    if (units <= 0) {
      return 0;
    }
    int octave = 63 - Long.numberOfLeadingZeros(units);
    int half = octave == 0 ? 0 : (int) (units >>> (octave - 1)) & 1;
    return 1 + 2 * octave + half;
  }

  /** The load in the middle of a bucket, in the unit of {@link #bucket}. */
  public static double middle(int bucket) {
    if (bucket == 0) {
      return 0;
    }
    int octave = (bucket - 1) / 2;
    double width = (bucket - 1) % 2 == 0 ? 1.25 : 1.75;
    return width * Math.scalb(1.0, octave);
  }
}
