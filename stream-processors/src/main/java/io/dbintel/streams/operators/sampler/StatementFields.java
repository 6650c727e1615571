package io.dbintel.streams.operators.sampler;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.catalogue.CounterRole;
import io.dbintel.streams.operator.StatementTurn;
import io.dbintel.streams.operators.sampler.rules.SampleField;
import io.dbintel.streams.operators.sampler.rules.Sampled;
import io.dbintel.streams.records.StatementText;
import io.dbintel.streams.statements.DeltaFlag;
import io.dbintel.streams.statements.StatementDelta;

/**
 * What a rule sees of a statement row: how much it grew in the interval. The statement's text is
 * looked up only if a rule asks for what comes from it.
 *
 * @param turn the row's turn, in which its growth is known
 */
record StatementFields(StatementTurn turn) implements Sampled {
  private static final double NANOS_PER_MILLI = 1e6;

  @Override
  public double number(SampleField field) {
    return switch (field) {
      case CALLS -> count(CounterRole.CALLS);
      case ROWS -> count(CounterRole.ROWS);
      case ERRORS -> count(CounterRole.ERRORS);
      case TOTAL_EXEC_TIME -> millis(CounterRole.EXEC_TIME);
      case MEAN_EXEC_TIME -> mean(millis(CounterRole.EXEC_TIME), count(CounterRole.CALLS));
      case TOTAL_PLAN_TIME -> millis(CounterRole.PLAN_TIME);
      case CPU_TIME -> millis(CounterRole.CPU_TIME);
      case BLK_READ_TIME -> millis(CounterRole.IO_READ_TIME);
      case BLK_WRITE_TIME -> millis(CounterRole.IO_WRITE_TIME);
      case SEVERITY_NUMBER -> severity().number();
      default -> Double.NaN;
    };
  }

  private double count(CounterRole role) {
    long mask = turn.catalogue().maskOf(role);
    StatementDelta delta = turn.delta();
    return (delta.mask() & mask) == 0 ? Double.NaN : delta.sum(mask);
  }

  private double millis(CounterRole role) {
    return count(role) / NANOS_PER_MILLI;
  }

  /** Time without an execution that ended belongs to none: its mean is not known. */
  private static double mean(double millis, double calls) {
    return calls == 0 ? Double.NaN : millis / calls;
  }

  /** How bad it is. */
  Severity severity() {
    StatementDelta delta = turn.delta();
    if (delta.sum(turn.catalogue().maskOf(CounterRole.ERRORS)) > 0) {
      return Severity.ERROR;
    }
    return (delta.flags() & DeltaFlag.EVICTED.bit()) != 0 ? Severity.WARN : Severity.INFO;
  }

  @Override
  public String text(SampleField field) {
    return switch (field) {
      case SEVERITY -> severity().name();
      case DB_NAMESPACE -> textOf(turn.record().database(turn.row()));
      case DB_SYSTEM -> turn.record().source().system();
      case USER_NAME -> textOf(turn.record().user(turn.row()));
      case QUERY_SUMMARY -> summary(turn.text());
      case OPERATION -> operation(summary(turn.text()));
      default -> "";
    };
  }

  /** The text; empty for none. */
  static String textOf(CleanText text) {
    return text == null ? "" : text.toString();
  }

  /** Summary of a statement; empty for none. */
  static String summary(StatementText text) {
    return text == null ? "" : textOf(text.summary());
  }

  /** The first word of a summary. */
  static String operation(String summary) {
    int end = summary.indexOf(' ');
    return end < 0 ? summary : summary.substring(0, end);
  }
}
