package io.dbintel.redaction.sql;

/**
 * White space and format characters beyond ASCII. Databases take most of them for letters, but a
 * number behind one would then be a name and stay in the text.
 */
final class Utf8Space {

  /** First bytes of those characters (U+00A0, U+2000 to U+206F, U+3000, U+FEFF). */
  static final int[] LEADING_BYTES = {0xC2, 0xE2, 0xE3, 0xEF};

  private Utf8Space() {}

  /** Length in bytes of the space character at a position; 0 when there is none. */
  static int lengthAt(byte[] text, int at, int end) {
    int first = text[at] & 0xff;
    int second = at + 1 < end ? text[at + 1] & 0xff : 0;
    int third = at + 2 < end ? text[at + 2] & 0xff : 0;
    if (first == 0xC2) {
      return second == 0xA0 || second == 0x85 ? 2 : 0;
    }
    boolean space =
        first == 0xE2 && second == 0x80 && (third <= 0x8F || third >= 0xA8 && third <= 0xAF)
            || first == 0xE2 && second == 0x81 && third >= 0x9F && third <= 0xA4
            || first == 0xE3 && second == 0x80 && third == 0x80
            || first == 0xEF && second == 0xBB && third == 0xBF;
    return space && third >= 0x80 ? 3 : 0;
  }
}
