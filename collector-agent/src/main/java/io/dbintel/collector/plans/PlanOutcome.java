package io.dbintel.collector.plans;

import java.time.Duration;
import java.util.Locale;

/**
 * What became of an attempt to get a plan; its name in lower case is the code in poll outcomes and
 * metrics. Names that Datadog's agents use are used where they fit.
 */
public enum PlanOutcome {
  /** There is a plan. */
  SUCCESS(null),
  /** The statement is executed in a database that the agent is not connected to. */
  OTHER_DATABASE(Duration.ofHours(1)),
  /** Nobody shows a text of the statement. */
  NO_TEXT(Duration.ofMinutes(10)),
  /** All texts of the statement were cut. */
  QUERY_TRUNCATED(Duration.ofHours(1)),
  /** It is no statement that has a plan, or not for sure. */
  NO_PLANS_POSSIBLE(Duration.ofDays(1)),
  /** The text is more than one statement. */
  SEVERAL_STATEMENTS(Duration.ofDays(1)),
  /** The text can be read in two ways. */
  AMBIGUOUS_TEXT(Duration.ofDays(1)),
  /** The role may do so much that planning under it is not safe. */
  UNSAFE_ROLE(Duration.ofMinutes(10)),
  /** The role lacks a privilege that the statement needs. */
  NO_PRIVILEGE(Duration.ofMinutes(30)),
  /** A table is not found with the names that the statement was planned with. */
  UNDEFINED_TABLE(Duration.ofDays(1)),
  /** A column, function or type is not found. */
  UNDEFINED_OBJECT(Duration.ofDays(1)),
  /** A schema is not found. */
  INVALID_SCHEMA(Duration.ofDays(1)),
  /** The types of parameters cannot be found out, or the text with parameters is no statement. */
  PARAMETERIZED_QUERY(Duration.ofDays(1)),
  /** A function that runs at planning failed. */
  FAILED_FUNCTION(Duration.ofDays(1)),
  /** A function that runs at planning tried to write. */
  READ_ONLY(Duration.ofDays(1)),
  /** Planning, or waiting for a lock, took too long. */
  TIMEOUT(Duration.ofHours(1)),
  /** What the database gave is no plan. */
  INVALID_RESULT(Duration.ofDays(1)),
  /** Anything else that the database said. */
  DATABASE_ERROR(Duration.ofHours(1)),
  /** The connection ended during the attempt. */
  CONNECTION_LOST(Duration.ofDays(1));

  private final Duration rest;

  PlanOutcome(Duration rest) {
    this.rest = rest;
  }

  /** Its code. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How long the statement is left alone after it; {@code refresh} when there is a plan. */
  Duration rest(Duration refresh) {
    return rest == null ? refresh : rest;
  }
}
