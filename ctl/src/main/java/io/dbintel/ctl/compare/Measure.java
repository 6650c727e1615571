package io.dbintel.ctl.compare;

/**
 * One sum of the ledger beside what the database counted.
 *
 * @param told by the ledger
 * @param least the database counted at least this
 * @param most it counted at most this
 * @param verdict what follows
 */
public record Measure(long told, long least, long most, Verdict verdict) {

  /** What a comparison shows. */
  public enum Verdict {
    /** The database can have counted nothing else than what was told. */
    EXACT("exactly equal"),
    /** What was told lies between the bounds. */
    WITHIN("within the bounds"),
    /** Less was told than was counted, and the ledger or the database says why. */
    LESS_WITH_REASON("less, see the gaps"),
    /** Less was told than was counted, and nothing says why. */
    TOO_LITTLE("TOO LITTLE"),
    /** More was told than was counted. */
    TOO_MUCH("TOO MUCH"),
    /** Counters began anew between two readings: how much was counted is not known. */
    NOT_KNOWN("not known, see the gaps");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }

    /** Whether it contradicts the promise that nothing is lost without being counted. */
    public boolean isWrong() {
      return this == TOO_LITTLE || this == TOO_MUCH;
    }
  }

  /**
   * Compares.
   *
   * @param disturbed whether counters began anew between the readings
   * @param gaps whether the ledger names gaps
   */
  static Measure of(long told, long least, long most, boolean disturbed, boolean gaps) {
    return new Measure(told, least, most, verdict(told, least, most, disturbed, gaps));
  }

  private static Verdict verdict(
      long told, long least, long most, boolean disturbed, boolean gaps) {
    if (told < least) {
      return disturbed || gaps ? Verdict.LESS_WITH_REASON : Verdict.TOO_LITTLE;
    }
    if (told > most) {
      return disturbed ? Verdict.NOT_KNOWN : Verdict.TOO_MUCH;
    }
    return least == most && !disturbed ? Verdict.EXACT : Verdict.WITHIN;
  }

  /** How far what was told is outside the bounds; 0 when it is between them. */
  public long difference() {
    return told < least ? told - least : Math.max(0, told - most);
  }
}
