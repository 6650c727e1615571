package io.dbintel.redaction.sql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The tokens that the fingerprint is the hash of, in units of eight bytes. A unit's highest byte
 * says what it is, so that no two lists of tokens have the same units: 0 a symbol, 1 to 7 a word of
 * so many bytes, 8 the length of text in the units that follow, from 0x20 on the first half of a
 * word of 8 to 15 bytes, whose length is the highest byte of the unit after it.
 */
final class TokenBuffer extends FoldingBuffer {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int UNIT = Long.BYTES;
  private static final int KIND_SHIFT = 56;
  private static final long TEXT = 8L << KIND_SHIFT;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** Words shorter than this fit two units. */
  private static final int LONG_WORD = 16;

  TokenBuffer(int capacity) {
    super(capacity);
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
    if (length >= LONG_WORD || ((first | second) & HIGH_BITS) != 0) {
      text(sql, start, end, true);
      return;
    }
    ensure(2 * UNIT);
    boolean isShort = length < UNIT;
    long kind = (long) length << KIND_SHIFT;
    LONG.set(bytes, written, isShort ? first | kind : first);
    LONG.set(bytes, written + UNIT, second | kind);
    written += isShort ? UNIT : 2 * UNIT;
    plainWritten();
  }

  /** A quoted name, whose case matters. */
  void name(byte[] sql, int start, int end) {
    text(sql, start, end, false);
  }

  void symbol(byte value) {
    unit(value);
    plainWritten();
  }

  void comma() {
    int start = written;
    unit((byte) ',');
    commaWritten(start);
  }

  void placeholder() {
    unit((byte) '?');
    placeholderWritten();
  }

  void open() {
    beforeOpen();
    unit((byte) '(');
  }

  void close() {
    unit((byte) ')');
    closeWritten();
  }

  /** Length without the semicolons at the end. */
  int lengthWithoutSemicolons() {
    int length = written;
    while (length > 0 && (long) LONG.get(bytes, length - UNIT) == ';') {
      length -= UNIT;
    }
    return length;
  }

  private void text(byte[] sql, int start, int end, boolean lowerCase) {
    int length = end - start;
    ensure(length + 2 * UNIT);
    LONG.set(bytes, written, TEXT | length);
    written += UNIT;
    for (int at = start; at < end; at += UNIT) {
      long eight = Words.load(sql, at, Math.min(UNIT, end - at));
      LONG.set(bytes, written, lowerCase ? Words.lowerCase(eight) : eight);
      written += UNIT;
    }
    plainWritten();
  }

  private void unit(byte value) {
    ensure(UNIT);
    LONG.set(bytes, written, (long) value);
    written += UNIT;
  }
}
