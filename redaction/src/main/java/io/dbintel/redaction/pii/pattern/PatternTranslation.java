package io.dbintel.redaction.pii.pattern;

/**
 * Reads the accepted pattern language and writes it in Lucene's, where many characters mean
 * something else ({@code "} quotes, {@code ^} is a literal, {@code \n} is an n). Everything that is
 * not regular or would be read otherwise is refused.
 */
final class PatternTranslation {
  private static final int MAX_LENGTH = 1_000;

  private static final String BLANKS = " \t\n\u000b\f\r";

  private final String pattern;
  private final boolean ignoreCase;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private final PatternSize size = new PatternSize();

  private PatternTranslation(String pattern, boolean ignoreCase) {
    this.pattern = pattern;
    this.ignoreCase = ignoreCase;
  }

  static String translate(String pattern, boolean ignoreCase) {
    if (pattern == null || pattern.isEmpty()) {
      throw new RefusedPatternException("it is empty");
    }
    if (pattern.length() > MAX_LENGTH) {
      throw new RefusedPatternException(
          "it is " + pattern.length() + " characters long and " + MAX_LENGTH + " are allowed");
    }
    return new PatternTranslation(pattern, ignoreCase).run();
  }

  private String run() {
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      switch (c) {
        case '\\' -> escape();
        case '[' -> characterClass();
        case '(' -> group();
        case '{' -> repetition();
        case '*', '+', '?' -> quantifier(c);
        case '^', '$' -> throw refused("the anchor " + c + "; wholeWord bounds a value instead");
        case ')' -> {
          size.close();
          copy(c);
        }
        case '|' -> copy(c);
        case '.' -> {
          size.character();
          copy(c);
        }
        default -> {
          at++;
          size.character();
          literal(c);
        }
      }
    }
    return out.toString();
  }

  private void copy(char c) {
    out.append(c);
    at++;
  }

  private void escape() {
    size.character();
    char c = escaped();
    switch (c) {
      case 'd' -> out.append("[0-9]");
      case 'w' -> out.append("[A-Za-z0-9_]");
      case 's' -> out.append('[').append(BLANKS).append(']');
      default -> literal(plain(c));
    }
  }

  private char escaped() {
    if (at + 1 >= pattern.length()) {
      throw refused("a lone backslash at the end; write \\\\ for a backslash");
    }
    char c = pattern.charAt(at + 1);
    at += 2;
    return c;
  }

  private char plain(char c) {
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      default -> {
        if (Character.isLetterOrDigit(c)) {
          throw refused("the escape \\" + c + "; only \\d \\w \\s \\t \\n \\r are known");
        }
        yield c;
      }
    };
  }

  private void literal(char c) {
    char other = otherCase(c);
    if (ignoreCase && other != c) {
      out.append('[').append(c).append(other).append(']');
    } else {
      quote(c);
    }
  }

  private void quote(char c) {
    if (c < 0x80 && !Character.isLetterOrDigit(c)) {
      out.append('\\');
    }
    out.append(c);
  }

  private static char otherCase(char c) {
    if (c >= 'a' && c <= 'z') {
      return (char) (c - 32);
    }
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }

  private void characterClass() {
    size.character();
    out.append('[');
    at++;
    if (at < pattern.length() && pattern.charAt(at) == '^') {
      copy('^');
    }
    int members = 0;
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      member();
      members++;
    }
    if (at >= pattern.length() || members == 0) {
      throw refused("a character class that is empty or not closed by ]");
    }
    copy(']');
  }

  private void member() {
    char from = pattern.charAt(at);
    if (from == '\\') {
      char c = escaped();
      if (c == 'd' || c == 'w' || c == 's') {
        out.append(c == 'd' ? "0-9" : c == 'w' ? "A-Za-z0-9_" : BLANKS);
        return;
      }
      from = plain(c);
    } else {
      at++;
    }
    if (at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
      at++;
      range(from, pattern.charAt(at) == '\\' ? plain(escaped()) : pattern.charAt(at++));
    } else {
      range(from, from);
    }
  }

  private void range(char from, char to) {
    if (from > to) {
      throw refused("the range " + from + "-" + to + " that runs backwards");
    }
    appendRange(from, to);
    if (ignoreCase) {
      foldedRange(from, to, 'a', 'z');
      foldedRange(from, to, 'A', 'Z');
    }
  }

  private void foldedRange(char from, char to, char first, char last) {
    char low = (char) Math.max(from, first);
    char high = (char) Math.min(to, last);
    if (low <= high) {
      appendRange(otherCase(low), otherCase(high));
    }
  }

  private void appendRange(char from, char to) {
    quote(from);
    if (from != to) {
      out.append('-');
      quote(to);
    }
  }

  private void group() {
    size.open();
    if (pattern.startsWith("(?:", at)) {
      out.append('(');
      at += 3;
    } else if (pattern.startsWith("(?", at)) {
      throw refused("a (?…) construct; look-around, names and inline flags are not regular");
    } else {
      copy('(');
    }
  }

  private void quantifier(char c) {
    copy(c);
    refuseLazyOrPossessive();
  }

  private void repetition() {
    int close = pattern.indexOf('}', at);
    String inside = close < 0 ? "" : pattern.substring(at + 1, close);
    if (!inside.matches("[0-9]{1,5}(,[0-9]{0,5})?")) {
      throw refused("a repetition that is not {n}, {n,} or {n,m}; write \\{ for a brace");
    }
    String largest = inside.endsWith(",") ? inside.substring(0, inside.length() - 1) : inside;
    int count = Integer.parseInt(largest.substring(largest.indexOf(',') + 1));
    size.repeated(count);
    out.append(pattern, at, close + 1);
    at = close + 1;
    refuseLazyOrPossessive();
  }

  private void refuseLazyOrPossessive() {
    if (at < pattern.length() && "?+*{".indexOf(pattern.charAt(at)) >= 0) {
      throw refused("a quantifier on a quantifier (lazy, possessive or double)");
    }
  }

  private RefusedPatternException refused(String what) {
    return new RefusedPatternException("it has " + what);
  }
}
