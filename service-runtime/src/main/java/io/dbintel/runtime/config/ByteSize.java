package io.dbintel.runtime.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, never negative. Written as a number with a unit: decimal {@code B, kB, MB, GB}
 * (powers of 1000) or binary {@code KiB, MiB, GiB} (powers of 1024); no unit means bytes.
 *
 * @param bytes the amount in bytes
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {

  static final String SYNTAX = "^\\d+ ?(B|kB|MB|GB|KiB|MiB|GiB)?$";

  private static final Pattern FORM = Pattern.compile("(\\d+) ?([A-Za-z]*)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "", 1L,
          "B", 1L,
          "kB", 1_000L,
          "MB", 1_000_000L,
          "GB", 1_000_000_000L,
          "KiB", 1L << 10,
          "MiB", 1L << 20,
          "GiB", 1L << 30);

  /** Rejects negative amounts. */
  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size must not be negative, found " + bytes);
    }
  }

  /** An amount given in bytes. */
  public static ByteSize ofBytes(long bytes) {
    return new ByteSize(bytes);
  }

  /**
   * Parses a size.
   *
   * @throws IllegalArgumentException if the text is not a size or does not fit into 63 bits
   */
  public static ByteSize parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || !UNITS.containsKey(form.group(2))) {
      throw new IllegalArgumentException("not a size: " + text);
    }
    try {
      long amount = Long.parseLong(form.group(1));
      return new ByteSize(Math.multiplyExact(amount, UNITS.get(form.group(2))));
    } catch (ArithmeticException | NumberFormatException tooLarge) {
      throw new IllegalArgumentException("size too large: " + text, tooLarge);
    }
  }

  /**
   * The amount as an {@code int}, for APIs that take one.
   *
   * @throws ArithmeticException if it is 2 GiB or more
   */
  public int toIntBytes() {
    return Math.toIntExact(bytes);
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** The exact amount with the unit {@code B}; {@link #parse} reads it back. */
  @Override
  public String toString() {
    return bytes + "B";
  }
}
