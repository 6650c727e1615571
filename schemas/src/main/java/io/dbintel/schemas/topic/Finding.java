package io.dbintel.schemas.topic;

/**
 * What a preflight noticed.
 *
 * @param severity whether the product works all the same
 * @param subject topic or cluster
 * @param found what was found
 * @param expected what is expected
 * @param wayOut how to mend it
 */
public record Finding(
    Severity severity, String subject, String found, String expected, String wayOut) {

  /** How bad it is. */
  public enum Severity {
    /** Works, but with a risk or a cost. */
    WARNING,
    /** Does not work, or loses data. */
    ERROR
  }

  @Override
  public String toString() {
    return severity + " " + subject + ": found " + found + "; expected " + expected + "; " + wayOut;
  }
}
