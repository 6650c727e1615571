package io.dbintel.redaction.sql;

/** Classes of bytes, as SQL sees them. */
final class Bytes {

  private Bytes() {}

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(int c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  /** Letters, underscore, @ (variables), and every byte of a character beyond ASCII. */
  static boolean isWordStart(int c) {
    return isLetter(c) || c == '_' || c == '@' || c >= 0x80;
  }

  static boolean isWordPart(int c) {
    return isLetter(c) || isDigit(c) || c == '_' || c == '$' || c == '@' || c >= 0x80;
  }

  /** Whether a word that begins with a digit is a number: 0xFF, 0b01, 1e5. */
  static boolean isNumber(byte[] text, int start, int end) {
    int second = start + 1 < end ? text[start + 1] | 0x20 : 0;
    if (text[start] == '0' && (second == 'x' || second == 'b')) {
      return true;
    }
    for (int i = start; i < end; i++) {
      int c = text[i] & 0xff;
      if (!isDigit(c) && c != '.' && (c | 0x20) != 'e' && c != '+' && c != '-') {
        return false;
      }
    }
    return true;
  }

  static boolean contains(byte[] text, int start, int end, int wanted) {
    for (int i = start; i < end; i++) {
      if (text[i] == wanted) {
        return true;
      }
    }
    return false;
  }

  /** Where {@code text[wanted, wanted + length)} occurs again in [start, end); -1 when nowhere. */
  static int indexOf(byte[] text, int start, int end, int wanted, int length) {
    for (int i = start; i + length <= end; i++) {
      int matched = 0;
      while (matched < length && text[i + matched] == text[wanted + matched]) {
        matched++;
      }
      if (matched == length) {
        return i;
      }
    }
    return -1;
  }

  static boolean equalsIgnoreCase(byte[] text, int start, int end, String keyword) {
    if (end - start != keyword.length()) {
      return false;
    }
    for (int i = start; i < end; i++) {
      int c = text[i] & 0xff;
      int upper = c >= 'a' && c <= 'z' ? c - 32 : c;
      if (upper != keyword.charAt(i - start)) {
        return false;
      }
    }
    return true;
  }
}
