package io.dbintel.streams.operators.sampler;

import io.dbintel.streams.operators.sampler.rules.SampleField;
import io.dbintel.streams.operators.sampler.rules.Sampled;
import io.dbintel.streams.records.SessionSnapshot;

/**
 * What a rule sees of a session.
 *
 * @param session the session
 * @param system {@code db.system.name}
 * @param time when it was seen, µs of the database clock
 */
record SessionFields(SessionSnapshot session, String system, long time) implements Sampled {
  private static final double MICROS_PER_MILLI = 1e3;

  @Override
  public double number(SampleField field) {
    return switch (field) {
      case CALLS -> 1;
      case TOTAL_EXEC_TIME, MEAN_EXEC_TIME -> {
        long running = runningMicros(session, time);
        yield running < 0 ? Double.NaN : running / MICROS_PER_MILLI;
      }
      case SEVERITY_NUMBER -> Severity.INFO.number();
      default -> Double.NaN;
    };
  }

  /** How long the session's statement has run, or its last one ran; -1 when it is not known. */
  static long runningMicros(SessionSnapshot session, long time) {
    Long end = session.active() ? Long.valueOf(time) : session.stateChange();
    return session.queryStart() == null || end == null
        ? -1
        : Math.max(0, end - session.queryStart());
  }

  @Override
  public String text(SampleField field) {
    return switch (field) {
      case SEVERITY -> Severity.INFO.name();
      case WAIT_EVENT_TYPE -> StatementFields.textOf(session.waitEventType());
      case WAIT_EVENT -> StatementFields.textOf(session.waitEvent());
      case STATE -> StatementFields.textOf(session.state());
      case DB_NAMESPACE -> StatementFields.textOf(session.database());
      case DB_SYSTEM -> system;
      case USER_NAME -> StatementFields.textOf(session.user());
      case APPLICATION_NAME -> StatementFields.textOf(session.applicationName());
      case QUERY_SUMMARY -> StatementFields.summary(session.text());
      case OPERATION -> StatementFields.operation(StatementFields.summary(session.text()));
      default -> "";
    };
  }
}
