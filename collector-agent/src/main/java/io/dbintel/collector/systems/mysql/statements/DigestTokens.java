package io.dbintel.collector.systems.mysql.statements;

import java.nio.charset.StandardCharsets;

/**
 * The space that a digest text takes in the server. A server that has no space left for a token
 * leaves it out with all that follow, and says so nowhere.
 */
final class DigestTokens {

  private static final int TOKEN_BYTES = 2;
  private static final int LENGTH_BYTES = 2;

  /** An identifier of 64 characters; of others it is known that they fitted. */
  private static final int LONGEST_TOKEN = TOKEN_BYTES + LENGTH_BYTES + 64;

  private DigestTokens() {}

  /**
   * Whether the space that is left would not have taken the longest token, so that some may be
   * missing.
   *
   * @param space bytes that the server gives the tokens of a statement
   */
  static boolean mayBeCut(String text, int space) {
    return bytes(text) > space - LONGEST_TOKEN;
  }

  /** Two bytes for a token, and for an identifier its length and its characters. */
  static int bytes(String text) {
    int bytes = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        i++;
        continue;
      }
      int end = c == '`' ? endOfName(text, i) : endOfWord(text, i);
      bytes += TOKEN_BYTES;
      if (c == '`') {
        String name = text.substring(i + 1, Math.max(i + 1, end - 1));
        bytes += LENGTH_BYTES + name.getBytes(StandardCharsets.UTF_8).length;
      }
      i = end;
    }
    return bytes;
  }

  private static int endOfName(String text, int start) {
    int end = text.indexOf('`', start + 1);
    return end < 0 ? text.length() : end + 1;
  }

  private static int endOfWord(String text, int start) {
    int end = start + 1;
    while (end < text.length()
        && text.charAt(end) != '`'
        && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
