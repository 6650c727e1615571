package io.dbintel.streams.replay;

/**
 * What a replay gave of an instance that was not given then.
 *
 * @param changed results of both with other content
 * @param onlyThen results that the replay did not give
 * @param onlyNow results that only the replay gave
 * @param work what statements did by the replay, less what they did then
 * @param withoutText results in both of which only the replay does not know the text
 * @param coldRows statement rows that the replay had no base for
 * @param coldSeries metric series that the replay had no base for
 */
public record InstanceDifference(
    long changed,
    long onlyThen,
    long onlyNow,
    WorkSum work,
    long withoutText,
    long coldRows,
    long coldSeries) {
  static final InstanceDifference NONE = new InstanceDifference(0, 0, 0, WorkSum.NONE, 0, 0, 0);

  InstanceDifference plus(InstanceDifference more) {
    return new InstanceDifference(
        changed + more.changed,
        onlyThen + more.onlyThen,
        onlyNow + more.onlyNow,
        work.plus(more.work),
        withoutText + more.withoutText,
        coldRows + more.coldRows,
        coldSeries + more.coldSeries);
  }

  /** The result of both: {@code then} was exported, {@code now} is the replay's; null for none. */
  static InstanceDifference of(ResultFact then, ResultFact now) {
    boolean both = then != null && now != null;
    WorkSum before = then == null ? WorkSum.NONE : then.work();
    WorkSum after = now == null ? WorkSum.NONE : now.work();
    return new InstanceDifference(
        both && !then.digest().equals(now.digest()) ? 1 : 0,
        now == null ? 1 : 0,
        then == null ? 1 : 0,
        after.minus(before),
        both && then.hasText() && !now.hasText() ? 1 : 0,
        0,
        0);
  }

  /** What the replay tells of itself. */
  static InstanceDifference cold(ResultFact told) {
    return new InstanceDifference(0, 0, 0, WorkSum.NONE, 0, told.coldRows(), told.coldSeries());
  }

  /** Results that are not the same in both. */
  public long differing() {
    return changed + onlyThen + onlyNow;
  }

  /** Whether the replay had no base for something. */
  public boolean isCold() {
    return coldRows + coldSeries > 0;
  }
}
