package io.dbintel.streams.operator;

/**
 * How the rows or sessions of a record are sampled: what was decided before them, and how far they
 * have come. Not thread-safe.
 */
public final class Sampling {
  private final int minBucket;
  private final long window;
  private final double[] rates;
  private final double override;
  private final long[] seen;
  private final long[] nanos;
  private int slots;
  private int topToCome;
  private int decisionsLeft;
  private int decided;
  private int topNamed;
  private long kept;

  /**
   * Begins.
   *
   * @param top which rows are named by their load, and how many in all
   * @param window number of the window of time in which a key is decided alike
   * @param rates share that is kept, by position of the rule
   * @param override share that is kept whatever rule applies, or none; NaN for no such thing
   * @param decisionsLeft how many rows or sessions may still be decided by rules
   */
  public Sampling(
      TopSelection top, long window, double[] rates, double override, int decisionsLeft) {
    this.minBucket = top.minBucket();
    this.slots = top.remainingSlots();
    this.topToCome = top.topToCome();
    this.window = window;
    this.rates = rates.clone();
    this.override = override;
    this.decisionsLeft = decisionsLeft;
    this.seen = new long[rates.length];
    this.nanos = new long[rates.length];
  }

  /** Lowest load bucket whose rows are named whatever the rules say. */
  public int minBucket() {
    return minBucket;
  }

  /** Number of the window of time in which a key is decided alike. */
  public long window() {
    return window;
  }

  /** Whether one share is kept whatever rule applies, and also where none does. */
  public boolean isOverridden() {
    return !Double.isNaN(override);
  }

  /** Share that is kept of what the rule applies to. */
  public double rate(int rule) {
    return isOverridden() ? override : rates[rule];
  }

  /** Takes a slot for a row that passes by its load; false when there is none. */
  public boolean takeTopSlot() {
    if (slots <= 0) {
      return false;
    }
    slots--;
    topToCome--;
    topNamed++;
    kept++;
    return true;
  }

  /** Takes a slot for another row; false when all that are left are for rows with a higher load. */
  public boolean takeSlot() {
    if (slots <= Math.max(0, topToCome)) {
      return false;
    }
    slots--;
    return true;
  }

  /** Counts what is kept whatever the rules say. */
  public void keepAlways() {
    kept++;
  }

  /** Lets rules decide about one row or session more; false when there were too many. */
  public boolean takeDecision() {
    if (decisionsLeft <= 0) {
      return false;
    }
    decisionsLeft--;
    decided++;
    return true;
  }

  /**
   * Counts what a rule applies to.
   *
   * @param time database time that it stands for, ns
   */
  public void count(int rule, long time) {
    seen[rule]++;
    nanos[rule] += time;
  }

  /** How many rows or sessions a rule applied to. */
  public long seen(int rule) {
    return seen[rule];
  }

  /** Database time that they stand for, ns. */
  public long nanos(int rule) {
    return nanos[rule];
  }

  /** How many were kept whatever the rules say. */
  public long kept() {
    return kept;
  }

  /** How many rules decided about. */
  public int decided() {
    return decided;
  }

  /** How many rows took a slot because of their load. */
  public int topNamed() {
    return topNamed;
  }
}
