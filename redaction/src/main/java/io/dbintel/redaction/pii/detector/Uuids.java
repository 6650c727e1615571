package io.dbintel.redaction.pii.detector;

import static io.dbintel.redaction.pii.detector.WordBoundary.letterOrDigitAt;

/** UUIDs as they are written (RFC 9562): 8-4-4-4-12 hexadecimal digits, a word by themselves. */
final class Uuids {
  private static final int LENGTH = 36;

  /** Where the groups begin. */
  private static final int[] GROUPS = {0, 9, 14, 19, 24};

  private Uuids() {}

  /** The end of the UUID that has one of its groups begin at the index, or -1. */
  static int endAround(String text, int group) {
    for (int offset : GROUPS) {
      if (isAt(text, group - offset)) {
        return group - offset + LENGTH;
      }
    }
    return -1;
  }

  private static boolean isAt(String text, int start) {
    if (start < 0
        || start + LENGTH > text.length()
        || letterOrDigitAt(text, start - 1)
        || letterOrDigitAt(text, start + LENGTH)) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(start + i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : c > 'f' || Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
