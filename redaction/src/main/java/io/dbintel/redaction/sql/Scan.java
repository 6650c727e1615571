package io.dbintel.redaction.sql;

import java.util.Arrays;

/** One pass over one statement: its bytes, where the tokens go, and what was noticed on the way. */
final class Scan {

  final TokenWriter writer = new TokenWriter();
  byte[] sql;
  DialectTable table;
  boolean newRelic;
  private boolean truncated;
  private boolean malformed;
  private long lookedAhead;
  private int[] comments = new int[16];
  private int commentCount;
  private boolean doubtful;
  private int textBeforeDoubt;
  private int canonicalBeforeDoubt;
  private long summaryBeforeDoubt;

  void reset(byte[] text, DialectTable dialect, OutputProfile profile, int firstNumber) {
    sql = text;
    table = dialect;
    newRelic = profile.followsNewRelic();
    truncated = false;
    malformed = false;
    lookedAhead = 0;
    commentCount = 0;
    doubtful = false;
    writer.reset(profile, firstNumber);
  }

  boolean truncated() {
    return truncated;
  }

  boolean malformed() {
    return malformed;
  }

  /** Bytes looked at besides the one pass, by rules that look ahead. */
  long lookedAhead() {
    return lookedAhead;
  }

  void lookAhead(int bytes) {
    lookedAhead += bytes;
  }

  /** The text ends inside a literal or quoted identifier: nothing of that is shown. */
  void endsInsideQuotes() {
    truncated = true;
    if (doubtful) {
      maskFromDoubt();
    } else {
      malformed = true;
      writer.literal();
    }
  }

  void endsInsideComment() {
    truncated = true;
  }

  /** What follows may be part of a literal: none of it is shown. */
  void maskRest() {
    malformed = true;
    writer.literal();
  }

  /**
   * The next literal has a backslash before a quote; should the text turn out not to make sense,
   * backslashes are no escapes in this session, and {@link #maskFromDoubt} returns to here.
   */
  void doubtFromHere() {
    if (!doubtful) {
      doubtful = true;
      textBeforeDoubt = writer.text().length();
      canonicalBeforeDoubt = writer.canonical().length();
      summaryBeforeDoubt = writer.summary().text().mark();
    }
  }

  boolean doubtful() {
    return doubtful;
  }

  /** Masks everything from the first doubtful literal on. */
  void maskFromDoubt() {
    malformed = true;
    writer.text().truncate(Math.min(textBeforeDoubt, writer.text().length()));
    writer.canonical().truncate(Math.min(canonicalBeforeDoubt, writer.canonical().length()));
    writer.summary().text().cutBack(summaryBeforeDoubt);
    writer.literal();
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
