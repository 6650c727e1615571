package io.dbintel.streams.operators.circuit;

/** Patterns of names, in which an asterisk stands for any characters, slashes included. */
final class Glob {
  private Glob() {}

  /** Whether {@code text} as a whole is what the pattern says. */
  static boolean matches(String pattern, String text) {
    int p = 0;
    int star = -1;
    int resume = 0;
    int t = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        // the last asterisk takes one character more
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
