package io.dbintel.redaction.sql;

/**
 * The normalised text. Tokens that follow each other in the statement as they do in the text are
 * only noted, and copied together when something else comes.
 */
final class TextBuffer extends FoldingBuffer {

  private byte[] source;
  private int runStart;
  private int runEnd;

  TextBuffer(int capacity) {
    super(capacity);
  }

  void reset(byte[] sql, boolean lists, boolean rows) {
    reset(lists, rows);
    source = sql;
    runStart = 0;
    runEnd = 0;
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

  /** A blank after the last token; often it stands there in the statement. */
  void space() {
    if (runEnd > runStart && source[runEnd] == ' ') {
      runEnd++;
    } else {
      append((byte) ' ');
    }
  }

  /** A word, name or bind of the statement. */
  void copy(int start, int end) {
    note(start, end);
    plainWritten();
  }

  /** A symbol of the statement that folding does not look at. */
  void copySymbol(int at) {
    note(at, at + 1);
    plainWritten();
  }

  /** A byte that does not stand in the statement at this place. */
  void symbol(byte value) {
    append(value);
    plainWritten();
  }

  /** {@code tokenStart}: length before the blank that precedes the comma. */
  void comma(int at, int tokenStart) {
    note(at, at + 1);
    commaWritten(tokenStart);
  }

  void placeholder() {
    append((byte) '?');
    placeholderWritten();
  }

  void open(int at) {
    beforeOpen();
    note(at, at + 1);
  }

  void close(int at) {
    note(at, at + 1);
    closeWritten();
  }

  private void note(int start, int end) {
    if (start != runEnd) {
      complete();
      runStart = start;
    }
    runEnd = end;
  }

  private void append(byte value) {
    complete();
    ensure(1);
    bytes[written++] = value;
  }
}
