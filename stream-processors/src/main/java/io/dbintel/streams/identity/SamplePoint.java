package io.dbintel.streams.identity;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * The point of something in the unit interval, by which it is sampled: it is kept when its point is
 * below the rate. So whoever decides decides alike, a replay included, and what is kept at a rate
 * is kept at every higher one.
 */
public final class SamplePoint {
  private static final double UNIT = 0x1.0p-53;

  private SamplePoint() {}

  /**
   * Point of a key in a window of time: a komihash, uniform in [0, 1).
   *
   * @param window number of the window; the same key has another point in the next one
   */
  public static double of(byte[] key, long window) {
    return unit(Hashing.komihash5_0().hashStream().putLong(window).putBytes(key).getAsLong());
  }

  /** Point of a session in a window of time. */
  public static double of(String session, long start, long fingerprint, long window) {
    HashStream64 hash = Hashing.komihash5_0().hashStream();
    return unit(
        hash.putLong(window).putLong(fingerprint).putLong(start).putString(session).getAsLong());
  }

  private static double unit(long hash) {
    return (hash >>> 11) * UNIT;
  }
}
