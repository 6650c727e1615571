package io.dbintel.redaction.pii.detector;

/**
 * Payment card numbers: 12 to 19 digits, in one run or in groups set apart by up to two blanks or
 * dashes, with a Luhn check digit and an issuer range. Every sequence of whole groups is tried, the
 * longest first, so that a number is found beside its expiry date.
 */
final class CardFinder implements SpanFinder {
  private static final int MIN_DIGITS = 12;
  private static final int MAX_DIGITS = 19;
  private static final int MIN_FIRST_GROUP = 4;
  private static final int MAX_GROUPS = 10;

  @Override
  public void find(String text, SpanSink sink) {
    int at = 0;
    while (at < text.length()) {
      if (!isDigit(text, at)) {
        at++;
        continue;
      }
      int groupEnd = groupEnd(text, at);
      int end = startsOutsideWord(text, at) ? cardEnd(text, at, groupEnd) : -1;
      if (end > 0) {
        sink.accept(at, end);
        at = end;
      } else {
        at = groupEnd;
      }
    }
  }

  /** The end of the longest card number that begins at {@code start}, or -1. */
  private static int cardEnd(String text, int start, int firstGroupEnd) {
    if (firstGroupEnd - start < MIN_FIRST_GROUP) {
      return -1;
    }
    StringBuilder digits = new StringBuilder(MAX_DIGITS);
    int best = -1;
    int groupStart = start;
    for (int group = 0; group < MAX_GROUPS && groupStart >= 0; group++) {
      int end = groupEnd(text, groupStart);
      if (digits.length() + end - groupStart > MAX_DIGITS) {
        break;
      }
      digits.append(text, groupStart, end);
      if (digits.length() >= MIN_DIGITS
          && endsOutsideWord(text, end)
          && valid(digits.toString(), group > 0)) {
        best = end;
      }
      groupStart = nextGroup(text, end);
    }
    return best;
  }

  private static boolean valid(String digits, boolean grouped) {
    return !CheckDigits.allSame(digits)
        && CheckDigits.luhn(digits)
        && IssuerRanges.issued(digits, grouped);
  }

  /** The start of the group behind one or two separators, or -1. */
  private static int nextGroup(String text, int end) {
    int next = end;
    while (next < text.length() && next - end < 2 && isSeparator(text.charAt(next))) {
      next++;
    }
    return next > end && isDigit(text, next) ? next : -1;
  }

  private static int groupEnd(String text, int start) {
    int end = start;
    while (isDigit(text, end)) {
      end++;
    }
    return end;
  }

  /** Not inside a word, a decimal number or a hexadecimal identifier cut by dashes. */
  private static boolean startsOutsideWord(String text, int start) {
    if (start == 0) {
      return true;
    }
    char before = text.charAt(start - 1);
    if (Character.isLetterOrDigit(before)) {
      return false;
    }
    return !((before == '.' || before == ',') && start > 1 && isDigit(text, start - 2));
  }

  private static boolean endsOutsideWord(String text, int end) {
    if (end == text.length()) {
      return true;
    }
    char after = text.charAt(end);
    if (Character.isLetterOrDigit(after)) {
      return false;
    }
    boolean joined = after == '.' || after == ',' || after == '-';
    return !(joined
        && end + 1 < text.length()
        && Character.isLetterOrDigit(text.charAt(end + 1))
        && !(after == '-' && isDigit(text, end + 1)));
  }

  private static boolean isSeparator(char c) {
    return c == ' ' || c == '-';
  }

  private static boolean isDigit(String text, int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }
}
