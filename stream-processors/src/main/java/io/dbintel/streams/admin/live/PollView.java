package io.dbintel.streams.admin.live;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.streams.statements.Interval;
import java.util.List;

/**
 * What statements did between two polls.
 *
 * @param interval the time between them, µs of the database clock
 * @param statements the named statements with the most time, the most first
 * @param all how many statements grew
 * @param sum growth of all of them
 */
public record PollView(Interval interval, List<Statement> statements, long all, Work sum) {

  /** Most statements of a poll that are held. */
  public static final int MAX_STATEMENTS = 50;

  /** Most characters of a statement's text that are held. */
  public static final int MAX_TEXT = 1_000;

  /**
   * What was done.
   *
   * @param calls executions that ended
   * @param rows rows returned or affected
   * @param nanos time executing, ns
   */
  public record Work(long calls, long rows, long nanos) {
    static final Work NONE = new Work(0, 0, 0);

    /** Both. */
    public Work plus(Work other) {
      return new Work(calls + other.calls, rows + other.rows, nanos + other.nanos);
    }

    /** This without the other. */
    public Work minus(Work other) {
      return new Work(calls - other.calls, rows - other.rows, nanos - other.nanos);
    }
  }

  /**
   * A statement that left under its own name.
   *
   * @param text its text, shortened; null when not known
   * @param database null when not known
   * @param user null when not known
   * @param weight how many rows like it it stands for, itself included
   */
  public record Statement(
      String queryId,
      CleanText text,
      CleanText database,
      CleanText user,
      Work work,
      double weight) {}
}
