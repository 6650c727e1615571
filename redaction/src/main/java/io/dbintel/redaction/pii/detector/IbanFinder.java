package io.dbintel.redaction.pii.detector;

import java.util.Locale;
import org.apache.commons.validator.routines.IBANValidator;

/**
 * International bank account numbers: as many characters as the country's format has, in one run or
 * in groups, with the ISO 13616 check (mod 97) and the country's structure.
 */
final class IbanFinder implements SpanFinder {
  private static final int PREFIX = 4;

  @Override
  public void find(String text, SpanSink sink) {
    int at = 0;
    while (at + PREFIX < text.length()) {
      int end = Character.isLetter(text.charAt(at)) ? ibanEnd(text, at) : -1;
      if (end > 0) {
        sink.accept(at, end);
        at = end;
      } else {
        at = afterRun(text, at);
      }
    }
  }

  private static int ibanEnd(String text, int start) {
    if (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
      return -1;
    }
    String country = text.substring(start, start + 2).toUpperCase(Locale.ROOT);
    IBANValidator.Validator format = IBANValidator.getInstance().getValidator(country);
    if (format == null) {
      return -1;
    }
    StringBuilder compact = new StringBuilder(format.getIbanLength());
    int at = start;
    while (at < text.length() && compact.length() < format.getIbanLength()) {
      char c = text.charAt(at++);
      if (c < 0x80 && Character.isLetterOrDigit(c)) {
        compact.append(Character.toUpperCase(c));
      } else if (!separates(text, start, at - 1)) {
        return -1;
      }
    }
    boolean inWord = at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    return !inWord && IBANValidator.getInstance().isValid(compact.toString()) ? at : -1;
  }

  private static boolean separates(String text, int start, int index) {
    char c = text.charAt(index);
    return (c == ' ' || c == '-')
        && index >= start + PREFIX
        && Character.isLetterOrDigit(text.charAt(index - 1));
  }

  private static int afterRun(String text, int start) {
    int at = start;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    return Math.max(at, start + 1);
  }
}
