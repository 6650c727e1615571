package io.dbintel.redaction.sql;

/**
 * The tokens that the fingerprint is the hash of: symbols as they are; words folded to one case,
 * and quoted names as they are, with a zero byte after each. As no word begins with a byte that is
 * a symbol and a quoted name ends with its quote, no two lists of tokens have the same bytes.
 */
final class TokenBuffer extends FoldingBuffer {

  /** Words shorter than this are written, with the zero byte after them, in two steps. */
  private static final int LONG_WORD = 16;

  TokenBuffer(int capacity) {
    super(capacity);
  }

  /**
   * Makes room for all tokens of a statement: none writes more than twice what it was read from.
   */
  void reset(int statementLength) {
    reset(true, true);
    ensure(2 * statementLength);
  }

  @Override
  int length() {
    return written;
  }

  @Override
  void complete() {}

  /**
   * A word, in any case.
   *
   * @param first its first eight bytes as {@link KeywordTable} folds them
   * @param second its second eight bytes
   */
  void word(byte[] sql, int start, int end, long first, long second) {
    int length = end - start;
    if (length >= LONG_WORD || !Words.isAscii(first | second)) {
      text(sql, start, end, true);
      return;
    }
    Words.put(bytes, written, first);
    Words.put(bytes, written + 8, second);
    written += length + 1;
    plainWritten();
  }

  /** A quoted name, whose case matters. */
  void name(byte[] sql, int start, int end) {
    text(sql, start, end, false);
  }

  void symbol(byte value) {
    bytes[written++] = value;
    plainWritten();
  }

  void comma() {
    bytes[written++] = ',';
    commaWritten();
  }

  void placeholder() {
    bytes[written++] = '?';
    placeholderWritten();
  }

  void open() {
    bytes[written++] = '(';
    openWritten();
  }

  void close() {
    bytes[written++] = ')';
    closeWritten();
  }

  /** Length without the semicolons at the end. */
  int lengthWithoutSemicolons() {
    int length = written;
    while (length > 0 && bytes[length - 1] == ';') {
      length--;
    }
    return length;
  }

  private void text(byte[] sql, int start, int end, boolean lowerCase) {
    for (int at = start; at < end; at += 8) {
      long eight = Words.load(sql, at, Math.min(8, end - at));
      Words.put(bytes, written + at - start, lowerCase ? Words.lowerCase(eight) : eight);
    }
    written += end - start;
    bytes[written++] = 0;
    plainWritten();
  }
}
