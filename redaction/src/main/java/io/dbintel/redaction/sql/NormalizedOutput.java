package io.dbintel.redaction.sql;

import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * Collects the normalised text and, beside it, the canonical tokens that the fingerprint is made
 * of. Lists of literals and rows of lists are folded as they arrive: the output is cut back to
 * before the comma.
 */
final class NormalizedOutput {

  private static final int REMEMBERED = 16;
  private static final byte SEPARATOR = 0x1f;

  private final Utf8Buffer text;
  private final Utf8Buffer canonical;
  private final StatementSummary summary = new StatementSummary();
  private final char[] kinds = new char[REMEMBERED];
  private final int[] textStarts = new int[REMEMBERED];
  private final int[] canonicalStarts = new int[REMEMBERED];
  private int tokens;
  private boolean spacePending;

  NormalizedOutput(int inputLength) {
    text = new Utf8Buffer(inputLength + 16);
    canonical = new Utf8Buffer(inputLength + 16);
  }

  void space() {
    spacePending = text.length() > 0;
  }

  void literal() {
    begin('?');
    text.append((byte) '?');
    canonical.append((byte) '?');
    if (kind(1) == ',' && kind(2) == '?') {
      cutBack(2);
    }
    summary.other();
  }

  void word(byte[] sql, int start, int end) {
    begin('w');
    text.append(sql, start, end);
    canonical.appendLowerCase(sql, start, end);
    summary.word(sql, start, end);
  }

  void quotedIdentifier(byte[] sql, int start, int end) {
    begin('i');
    text.append(sql, start, end);
    canonical.append(sql, start, end);
    summary.identifier(sql, start, end);
  }

  void parameter(byte[] sql, int start, int end) {
    begin('p');
    text.append(sql, start, end);
    canonical.append((byte) '?');
    summary.other();
  }

  void symbol(byte[] sql, int start, int end) {
    char symbol = (char) (sql[start] & 0xff);
    begin(symbol);
    text.append(sql, start, end);
    canonical.append(sql, start, end);
    summary.symbol(symbol);
    if (symbol == ')' && isRowOfOneLiteral(0) && kind(3) == ',' && isRowOfOneLiteral(4)) {
      cutBack(4);
    }
  }

  /** Whether a sign would belong to a number: not after an operand. */
  boolean expectsOperand() {
    char last = kind(0);
    return last != '?'
        && last != 'i'
        && last != 'p'
        && last != ')'
        && last != ']'
        && (last != 'w' || summary.lastWordIsKeyword());
  }

  StatementSummary summary() {
    return summary;
  }

  String text() {
    return new String(text.bytes(), 0, text.length(), StandardCharsets.UTF_8);
  }

  long fingerprint() {
    return Hashing.komihash5_0().hashBytesToLong(canonical.bytes(), 0, canonical.length());
  }

  private void begin(char kind) {
    int slot = tokens++ % REMEMBERED;
    kinds[slot] = kind;
    textStarts[slot] = text.length();
    canonicalStarts[slot] = canonical.length();
    if (spacePending) {
      text.append((byte) ' ');
      spacePending = false;
    }
    canonical.append(SEPARATOR);
  }

  private boolean isRowOfOneLiteral(int back) {
    return kind(back) == ')' && kind(back + 1) == '?' && kind(back + 2) == '(';
  }

  /** Kind of the token that stands {@code back} before the last one; 0 before the first. */
  private char kind(int back) {
    return back < tokens && back < REMEMBERED ? kinds[(tokens - 1 - back) % REMEMBERED] : 0;
  }

  /** Removes the last {@code count} tokens. */
  private void cutBack(int count) {
    tokens -= count;
    int slot = tokens % REMEMBERED;
    text.truncate(textStarts[slot]);
    canonical.truncate(canonicalStarts[slot]);
  }
}
