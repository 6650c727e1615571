package io.dbintel.schemas.topic;

/**
 * A difference between a cluster and the topic catalogue.
 *
 * @param severity whether the product works in spite of it
 * @param subject topic name, or "cluster"
 * @param found what was found
 * @param expected what is expected
 * @param fix what to do about it
 */
public record TopicFinding(
    Severity severity, String subject, String found, String expected, String fix) {

  /** How serious a finding is. */
  public enum Severity {
    /** The product works, with a risk or a cost. */
    WARNING,
    /** The product does not work, or loses data. */
    ERROR
  }

  @Override
  public String toString() {
    return severity + " " + subject + ": found " + found + "; expected " + expected + "; " + fix;
  }
}
