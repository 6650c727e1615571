package io.dbintel.redaction.verify;

/** Cuts text to a length that fits. */
public final class TextBeginning {
  private TextBeginning() {}

  /**
   * The text, or the beginning of it when it is longer. A character of two units stays whole or
   * goes: half of one is not valid text.
   *
   * @param most units of UTF-16, as {@link String#length} counts them
   */
  public static String of(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean inside = most > 0 && Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, inside ? most - 1 : most);
  }
}
