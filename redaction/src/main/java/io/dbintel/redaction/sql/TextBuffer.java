package io.dbintel.redaction.sql;

/**
 * The normalised text. Tokens that follow each other in the statement as they do in the text are
 * only noted, and copied together when something else comes.
 */
final class TextBuffer extends FoldingBuffer {

  /** Not the end of any token: nothing follows it. */
  private static final int NOWHERE = -2;

  private byte[] source;
  private int runStart;
  private int runEnd;
  private boolean blankPending;
  private boolean joins;
  private boolean collapsesSpace;

  TextBuffer(int capacity) {
    super(capacity);
  }

  void reset(byte[] sql, OutputProfile profile) {
    reset(profile.foldsLists(), profile.foldsRows());
    source = sql;
    runStart = NOWHERE;
    runEnd = NOWHERE;
    blankPending = false;
    joins = !profile.spacesTokens();
    collapsesSpace = profile.collapsesSpace();
  }

  /** Whether there is white space between the last token and the next. */
  boolean blankPending() {
    return blankPending;
  }

  void blankPending(boolean value) {
    blankPending = value;
  }

  /** Whether a run of white space is one blank. */
  boolean collapsesSpace() {
    return collapsesSpace;
  }

  /** A single blank follows: whether no more than that must be known of it. */
  boolean skipsBlank() {
    blankPending |= collapsesSpace;
    return collapsesSpace;
  }

  @Override
  int length() {
    return written + runEnd - runStart;
  }

  @Override
  void complete() {
    int length = runEnd - runStart;
    if (length > 0) {
      ensure(length);
      Words.copy(source, runStart, runEnd, bytes, written);
      written += length;
      runStart = runEnd;
    }
  }

  /**
   * Takes a token that follows the last one in the statement as it does in the text; false if it
   * does not.
   */
  boolean join(int start, int end) {
    int gap = start - runEnd;
    boolean follows = gap == 0 || gap == 1 && source[runEnd] == ' ';
    if (!follows || !joins) {
      return false;
    }
    runEnd = end;
    blankPending = false;
    return true;
  }

  /** What was read so far ended here, whatever was written for it. */
  void goOnAt(int at) {
    if (runEnd == NOWHERE && written > 0 && !blankPending) {
      runStart = at;
      runEnd = at;
    }
  }

  /** A blank after the last token; often the statement has it there. */
  void space() {
    if (runEnd > runStart && source[runEnd] == ' ') {
      runEnd++;
    } else {
      append((byte) ' ');
    }
  }

  /** A token of the statement, or white space of it. */
  void copy(int start, int end) {
    if (start != runEnd) {
      complete();
      runStart = start;
    }
    runEnd = end;
  }

  /** A byte that the statement does not have at this place. */
  void symbol(byte value) {
    append(value);
    plainWritten();
  }

  void placeholder() {
    append((byte) '?');
    placeholderWritten();
  }

  private void append(byte value) {
    complete();
    ensure(1);
    bytes[written++] = value;
    runStart = NOWHERE;
    runEnd = NOWHERE;
  }
}
