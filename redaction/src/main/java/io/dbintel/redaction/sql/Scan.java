package io.dbintel.redaction.sql;

import java.util.Arrays;

/** One pass over one statement: its bytes, where the tokens go, and what was noticed on the way. */
final class Scan {

  final TokenWriter writer;
  byte[] sql;
  DialectTable table;
  boolean newRelic;
  private boolean truncated;
  private boolean malformed;
  private long lookedAhead;
  private int[] comments = new int[16];
  private int commentCount;
  private final BackslashReading reading = new BackslashReading();
  private boolean backslashEscapes;
  private boolean backslashesSettled;

  Scan(StatementDescription description) {
    writer = new TokenWriter(description);
  }

  void reset(
      byte[] text, int length, DialectTable dialect, OutputProfile profile, int firstNumber) {
    sql = text;
    table = dialect;
    newRelic = profile.followsNewRelic();
    truncated = false;
    malformed = false;
    lookedAhead = 0;
    commentCount = 0;
    backslashEscapes = dialect.backslashEscapes;
    backslashesSettled = false;
    writer.reset(text, length, profile, firstNumber, dialect.settings);
  }

  boolean truncated() {
    return truncated;
  }

  boolean malformed() {
    return malformed;
  }

  /** Bytes read in addition to the one pass, by rules that look ahead. */
  long lookedAhead() {
    return lookedAhead;
  }

  void lookAhead(int bytes) {
    lookedAhead += bytes;
  }

  /** The text ends inside a literal or quoted identifier: nothing of that is shown. */
  void endsInsideQuotes() {
    truncated = true;
    malformed = true;
    writer.literal();
  }

  void endsInsideComment() {
    truncated = true;
  }

  /** What follows may be part of a literal: none of it is shown. */
  void maskRest() {
    malformed = true;
    writer.literal();
  }

  /** Whether a backslash escapes the next character of a string without prefix. */
  boolean backslashEscapes() {
    return backslashEscapes;
  }

  boolean backslashesSettled() {
    return backslashesSettled;
  }

  /** Finds out {@link #backslashEscapes} from the text from a quote on; false when it cannot. */
  boolean settleBackslashes(int open, int end) {
    lookAhead(2 * (end - open));
    boolean usual = table.backslashEscapes;
    boolean usualMakesSense = reading.makesSense(sql, open, end, table, usual, true);
    boolean otherMakesSense = reading.makesSense(sql, open, end, table, !usual, false);
    backslashesSettled = true;
    backslashEscapes = usualMakesSense == usual;
    return usualMakesSense != otherMakesSense;
  }

  void comment(int start, int end) {
    if (commentCount + 2 > comments.length) {
      comments = Arrays.copyOf(comments, comments.length * 2);
    }
    comments[commentCount++] = start;
    comments[commentCount++] = end;
  }

  /** Start and end of every comment, one after the other. */
  int[] comments() {
    return Arrays.copyOf(comments, commentCount);
  }
}
