package io.dbintel.redaction.pii.detector;

/**
 * Where a word ends: Latin letters, digits and underscores make words. Letters of other scripts
 * bound a value, as those that are written without blanks set none between a label and its value.
 */
final class WordBoundary {
  private static final String LETTERS_AND_DIGITS =
      "0-9A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f";

  /** The characters of words, to be put into a character class. */
  static final String WORD = LETTERS_AND_DIGITS + "_";

  /** No character of a word before. */
  static final String START = "(?<![" + WORD + "])";

  /** No character of a word after. */
  static final String END = "(?![" + WORD + "])";

  private WordBoundary() {}

  /** True if there is a Latin letter or a digit at the index. */
  static boolean letterOrDigitAt(String text, int index) {
    if (index < 0 || index >= text.length()) {
      return false;
    }
    char c = text.charAt(index);
    return c < 0x80
        ? (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
        : c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7;
  }

  /** True if there is a character of a word at the index. */
  static boolean inWordAt(String text, int index) {
    return letterOrDigitAt(text, index)
        || (index >= 0 && index < text.length() && text.charAt(index) == '_');
  }

  /** True if there is an ASCII digit at the index. */
  static boolean digitAt(String text, int index) {
    return index >= 0
        && index < text.length()
        && text.charAt(index) >= '0'
        && text.charAt(index) <= '9';
  }
}
