package io.dbintel.streams.replay;

/**
 * Results of one kind.
 *
 * @param then how many there were
 * @param now how many the replay gave
 * @param changed of those in both, how many have other content
 * @param onlyThen how many the replay did not give
 * @param onlyNow how many only the replay gave
 */
public record KindCount(long then, long now, long changed, long onlyThen, long onlyNow) {
  static final KindCount NONE = new KindCount(0, 0, 0, 0, 0);

  /** One more result; null where there is none. */
  KindCount with(ResultFact before, ResultFact after) {
    boolean both = before != null && after != null;
    return new KindCount(
        then + (before == null ? 0 : 1),
        now + (after == null ? 0 : 1),
        changed + (both && !before.digest().equals(after.digest()) ? 1 : 0),
        onlyThen + (after == null ? 1 : 0),
        onlyNow + (before == null ? 1 : 0));
  }

  /** Results that are the same in both. */
  public long equal() {
    return then - changed - onlyThen;
  }

  /** Results that are not. */
  public long differing() {
    return changed + onlyThen + onlyNow;
  }
}
