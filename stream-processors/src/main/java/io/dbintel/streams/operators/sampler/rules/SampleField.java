package io.dbintel.streams.operators.sampler.rules;

import java.util.Locale;
import java.util.Optional;

/**
 * What a rule can ask of a statement row or a session, under the constant's name in lower case.
 * Times are milliseconds, as PostgreSQL has them; of a statement row they are what was added in the
 * interval between two reads, not since the counters began.
 */
public enum SampleField {
  /** Executions in the interval; of a session 1. */
  CALLS(true),
  /** Rows returned or affected in the interval. */
  ROWS(true),
  /** Executions that failed in the interval. */
  ERRORS(true),
  /** Time spent executing in the interval; of a session how long its statement has run. */
  TOTAL_EXEC_TIME(true),
  /** {@code total_exec_time / calls}; of a session the same as {@code total_exec_time}. */
  MEAN_EXEC_TIME(true),
  /** Time spent planning in the interval. */
  TOTAL_PLAN_TIME(true),
  /** Processor time in the interval. */
  CPU_TIME(true),
  /** Time spent reading blocks in the interval. */
  BLK_READ_TIME(true),
  /** Time spent writing blocks in the interval. */
  BLK_WRITE_TIME(true),
  /** OpenTelemetry's severity number: 17 with errors, 13 with a gap in the counts, else 9. */
  SEVERITY_NUMBER(true),
  /** Its short name: ERROR, WARN or INFO. */
  SEVERITY(false),
  /** Class of what the session waits for. */
  WAIT_EVENT_TYPE(false),
  /** What the session waits for. */
  WAIT_EVENT(false),
  /** State of the session. */
  STATE(false),
  /** Name of the database. */
  DB_NAMESPACE(false),
  /** {@code db.system.name}. */
  DB_SYSTEM(false),
  /** Name of the user. */
  USER_NAME(false),
  /** Name that the session's client gave itself. */
  APPLICATION_NAME(false),
  /** Operation and target of the statement. */
  QUERY_SUMMARY(false),
  /** First word of {@code query_summary}. */
  OPERATION(false);

  private final String label = name().toLowerCase(Locale.ROOT);
  private final boolean numeric;

  SampleField(boolean numeric) {
    this.numeric = numeric;
  }

  /** Name in an expression. */
  public String label() {
    return label;
  }

  /** Whether it is a number; else it is a text. */
  public boolean numeric() {
    return numeric;
  }

  /** The text with the name. */
  static SampleField text(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** The numeric field with the name. */
  static Optional<SampleField> number(String label) {
    for (SampleField field : values()) {
      if (field.numeric && field.label.equals(label)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }
}
