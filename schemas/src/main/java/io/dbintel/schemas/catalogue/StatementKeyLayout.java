package io.dbintel.schemas.catalogue;

/**
 * How the collector of a system makes the key of a statement row.
 *
 * @param length bytes of a key, at most 64
 * @param textLength leading bytes that identify the statement's text: rows that share them share it
 * @param layout what the bytes are
 */
public record StatementKeyLayout(int length, int textLength, String layout) {

  /** Longest key of any system. */
  public static final int MAX_LENGTH = 64;

  public StatementKeyLayout {
    if (length < 1 || length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "statements.key.length is " + length + "; expected 1 to " + MAX_LENGTH);
    }
    if (textLength < 1 || textLength > length) {
      throw new IllegalArgumentException(
          "statements.key.text_length is " + textLength + "; expected 1 to " + length);
    }
    Required.text("statements.key.layout", layout);
  }
}
