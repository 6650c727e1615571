package io.dbintel.redaction.pii.detector;

import static io.dbintel.redaction.pii.detector.WordBoundary.digitAt;
import static io.dbintel.redaction.pii.detector.WordBoundary.letterOrDigitAt;

/**
 * Payment card numbers: 12 to 19 digits, in one run or in groups set apart by up to two blanks or
 * dashes, with a Luhn check digit and an issuer range; close to a word for a card, any such number
 * with a Luhn check digit. Every sequence of whole groups is tried, so that a number is found next
 * to its expiry date. The groups of a whole UUID are none, even if all its digits are decimal.
 */
final class CardFinder implements SpanFinder {
  private static final int MIN_DIGITS = 12;
  private static final int MAX_DIGITS = 19;
  private static final int MIN_FIRST_GROUP = 4;
  private static final int MIN_WHOLE_GROUP = 13;
  private static final int MAX_GROUPS = 10;
  private static final int HEX_GROUP = 4;

  private final Proximity proximity;

  /** {@code proximity}: to the words that say that a number is a card's. */
  CardFinder(Proximity proximity) {
    this.proximity = proximity;
  }

  @Override
  public void find(String text, SpanSink sink) {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c < '0' || c > '9') {
        at++;
        continue;
      }
      int uuidEnd = Uuids.endAround(text, at);
      if (uuidEnd > 0) {
        at = uuidEnd;
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

  /**
   * The end of the card number that begins at {@code start}, or -1: the first group if it is one by
   * itself, else the longest sequence of groups that is.
   */
  private int cardEnd(String text, int start, int firstGroupEnd) {
    if (firstGroupEnd - start < MIN_FIRST_GROUP) {
      return -1;
    }
    String digits = "";
    int best = -1;
    int groupStart = start;
    for (int group = 0; group < MAX_GROUPS && groupStart >= 0; group++) {
      int end = groupEnd(text, groupStart);
      if (digits.length() + end - groupStart > MAX_DIGITS) {
        break;
      }
      digits = digits.concat(text.substring(groupStart, end));
      if (digits.length() >= MIN_DIGITS
          && endsOutsideWord(text, end)
          && valid(digits, text, start, end, group > 0)) {
        best = end;
        if (group == 0 && digits.length() >= MIN_WHOLE_GROUP) {
          return end;
        }
      }
      groupStart = nextGroup(text, end);
    }
    return best;
  }

  private boolean valid(String digits, String text, int start, int end, boolean grouped) {
    return CheckDigits.luhn(digits)
        && !CheckDigits.allSame(digits)
        && (IssuerRanges.issued(digits, grouped) || proximity.near(text, start, end));
  }

  /** The start of the group behind one or two separators, or -1. */
  private static int nextGroup(String text, int end) {
    int next = end;
    while (next < text.length() && next - end < 2 && isSeparator(text.charAt(next))) {
      next++;
    }
    return next > end && digitAt(text, next) ? next : -1;
  }

  private static int groupEnd(String text, int start) {
    int end = start;
    while (digitAt(text, end)) {
      end++;
    }
    return end;
  }

  /** Not inside a word, a decimal number or a hexadecimal identifier cut by dashes. */
  private static boolean startsOutsideWord(String text, int start) {
    if (letterOrDigitAt(text, start - 1)
        || (start > 1 && text.charAt(start - 1) == '.' && digitAt(text, start - 2))) {
      return false;
    }
    int run = start - 1;
    while (run > 0 && start - run <= HEX_GROUP + 1 && letterOrDigitAt(text, run - 1)) {
      run--;
    }
    return !(run < start - 1 && text.charAt(start - 1) == '-' && isHexGroup(text, run, start - 1));
  }

  private static boolean endsOutsideWord(String text, int end) {
    if (letterOrDigitAt(text, end)
        || (end < text.length() && text.charAt(end) == '.' && digitAt(text, end + 1))) {
      return false;
    }
    int run = end + 1;
    while (run - end <= HEX_GROUP + 1 && letterOrDigitAt(text, run)) {
      run++;
    }
    return !(run > end + 1 && text.charAt(end) == '-' && isHexGroup(text, end + 1, run));
  }

  /** A group of a UUID that no decimal number has. */
  private static boolean isHexGroup(String text, int start, int end) {
    boolean letter = false;
    for (int i = start; i < end; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
      letter |= !digitAt(text, i);
    }
    return letter && end - start == HEX_GROUP;
  }

  private static boolean isSeparator(char c) {
    return c == ' ' || c == '-';
  }
}
