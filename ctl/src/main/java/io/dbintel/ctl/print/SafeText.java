package io.dbintel.ctl.print;

/**
 * Text from elsewhere, made harmless for a terminal: names and statements are written by whoever
 * uses the database, and an escape sequence among them could hide lines or type keys.
 */
public final class SafeText {

  private SafeText() {}

  /**
   * One line without control characters. Blanks of any kind become one space; other controls and
   * invisible characters, such as those that change the direction of writing, are spelled out.
   */
  public static String line(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                if (!safe.isEmpty() && safe.charAt(safe.length() - 1) != ' ') {
                  safe.append(' ');
                }
              } else if (isUnsafe(c)) {
                spell(c, safe);
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString().stripTrailing();
  }

  /**
   * A JSON document with the same value, whose controls are written as JSON escapes. In valid JSON
   * they can only stand inside strings.
   */
  public static String json(String document) {
    StringBuilder safe = new StringBuilder(document.length());
    document
        .codePoints()
        .forEach(
            c -> {
              boolean layout = c == '\n' || c == '\r' || c == '\t';
              if (isUnsafe(c) && !layout) {
                spell(c, safe);
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }

  private static boolean isUnsafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  private static void spell(int c, StringBuilder out) {
    for (char unit : Character.toChars(c)) {
      out.append(String.format("\\u%04x", (int) unit));
    }
  }
}
