package io.dbintel.redaction.pii.detector;

import static io.dbintel.redaction.pii.detector.WordBoundary.digitAt;
import static io.dbintel.redaction.pii.detector.WordBoundary.letterOrDigitAt;

import java.util.Locale;

/**
 * International bank account numbers: as many characters as the country's format has, in one run or
 * in groups of two and more, with the ISO 13616 check (mod 97) and the country's structure.
 */
final class IbanFinder implements SpanFinder {
  private static final int PREFIX = 4;

  @Override
  public void find(String text, SpanSink sink) {
    int at = 0;
    while (at + PREFIX < text.length()) {
      int end = letterOrDigitAt(text, at) && !digitAt(text, at) ? ibanEnd(text, at) : -1;
      if (end > 0) {
        sink.accept(at, end);
        at = end;
      } else {
        at = afterRun(text, at);
      }
    }
  }

  private static int ibanEnd(String text, int start) {
    if (letterOrDigitAt(text, start - 1)) {
      return -1;
    }
    String country = text.substring(start, start + 2).toUpperCase(Locale.ROOT);
    for (int length : IbanCountries.lengths(country)) {
      int end = ibanEnd(text, start, length);
      if (end > 0) {
        return end;
      }
    }
    return -1;
  }

  private static int ibanEnd(String text, int start, int length) {
    StringBuilder compact = new StringBuilder(length);
    int at = start;
    while (at < text.length() && compact.length() < length) {
      char c = text.charAt(at++);
      if (c < 0x80 && letterOrDigitAt(text, at - 1)) {
        compact.append(Character.toUpperCase(c));
      } else if (!separates(text, start, at - 1)) {
        return -1;
      }
    }
    boolean whole = compact.length() == length && !letterOrDigitAt(text, at);
    return whole && IbanCountries.isValid(compact.toString()) ? at : -1;
  }

  private static boolean separates(String text, int start, int index) {
    char c = text.charAt(index);
    return (c == ' ' || c == '-')
        && index >= start + PREFIX
        && letterOrDigitAt(text, index - 1)
        && letterOrDigitAt(text, index - 2);
  }

  private static int afterRun(String text, int start) {
    int at = start;
    while (letterOrDigitAt(text, at)) {
      at++;
    }
    return Math.max(at, start + 1);
  }
}
