package io.dbintel.streams.operators.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Thresholds that follow what is usual for an instance: each is ten times the median of the
 * greatest values of 24 hours, within the bound around its setting. The median does not move before
 * half of the hours are odd (Hampel 1974, breakdown point one half), so that one bad night neither
 * widens a threshold nor hides itself. Once the 24 hours are judged the next 24 begin, and a
 * threshold moves by no less than a factor of two: it moves once a day at most.
 */
final class Tuning {
  /** So many hours in which something was observed are judged together. */
  static final int HOURS = 24;

  /** A threshold is so many times what is usual. */
  static final int MARGIN = 10;

  private static final int LEAST_MOVE = 2;
  private static final int COUNT = Threshold.values().length;

  /** The greatest value of the hour so far, by threshold; -1 before the first. */
  private final long[] greatest;

  /** The greatest values of judged hours, by threshold. */
  private final long[][] hours;

  /** Thresholds that moved; 0 for one that stands at its setting. */
  private final long[] moved;

  /**
   * A threshold that moved.
   *
   * @param from what it was, in its unit
   * @param to what it is now
   * @param usual the median of the greatest values of 24 hours
   */
  record Move(Threshold threshold, long from, long to, long usual) {}

  private Tuning(long[] greatest, long[][] hours, long[] moved) {
    this.greatest = greatest;
    this.hours = hours;
    this.moved = moved;
  }

  /** Of an instance of which nothing is known. */
  static Tuning none() {
    long[] greatest = new long[COUNT];
    Arrays.fill(greatest, -1);
    return new Tuning(greatest, new long[COUNT][0], new long[COUNT]);
  }

  Tuning copy() {
    return new Tuning(greatest.clone(), hours.clone(), moved.clone());
  }

  /** Takes note of a value, negative ones aside. */
  void observe(Threshold threshold, long value) {
    int at = threshold.ordinal();
    greatest[at] = Math.max(greatest[at], value);
  }

  /** The threshold in force: it moved, and no setting since forbids where it is. */
  long limit(Threshold threshold, QualityConfig config) {
    return config.tuning().shadow() ? threshold.configured(config) : proposed(threshold, config);
  }

  /** Ends the hour, and tells the thresholds that moved with it. */
  List<Move> endHour(QualityConfig config) {
    List<Move> moves = new ArrayList<>();
    for (Threshold threshold : Threshold.values()) {
      int at = threshold.ordinal();
      if (greatest[at] >= 0) {
        hours[at] = Arrays.copyOf(hours[at], hours[at].length + 1);
        hours[at][hours[at].length - 1] = greatest[at];
        greatest[at] = -1;
      }
      if (hours[at].length >= HOURS) {
        Move move = judge(threshold, median(hours[at]), config);
        hours[at] = new long[0];
        if (move != null) {
          moved[at] = move.to();
          moves.add(move);
        }
      }
    }
    return moves;
  }

  private Move judge(Threshold threshold, long usual, QualityConfig config) {
    long from = proposed(threshold, config);
    long wanted = usual > Long.MAX_VALUE / MARGIN ? Long.MAX_VALUE : usual * MARGIN;
    long to = within(wanted, threshold, config);
    boolean moves = to / LEAST_MOVE >= from || from / LEAST_MOVE >= to;
    return moves ? new Move(threshold, from, to, usual) : null;
  }

  private long proposed(Threshold threshold, QualityConfig config) {
    long at = moved[threshold.ordinal()];
    return at == 0 ? threshold.configured(config) : within(at, threshold, config);
  }

  private static long within(long value, Threshold threshold, QualityConfig config) {
    long configured = threshold.configured(config);
    int bound = config.tuning().bound();
    return Math.min(Math.max(value, Math.max(1, configured / bound)), configured * bound);
  }

  /** The upper one of an even number. */
  private static long median(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  long[] greatest() {
    return greatest;
  }

  long[][] hours() {
    return hours;
  }

  long[] moved() {
    return moved;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Tuning other
        && Arrays.equals(greatest, other.greatest)
        && Arrays.deepEquals(hours, other.hours)
        && Arrays.equals(moved, other.moved);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(greatest) + Arrays.deepHashCode(hours))
        + Arrays.hashCode(moved);
  }
}
