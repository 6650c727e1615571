package io.dbintel.redaction.pii.corpus;

import java.util.List;
import java.util.Random;

/** Random parts of values; equal seeds draw equal parts. */
final class Draw {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String BASE64URL = LETTERS + "abcdefghijklmnopqrstuvwxyz0123456789-_";

  private final Random random;

  Draw(Random random) {
    this.random = random;
  }

  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  String digits(int count) {
    return of("0123456789", count);
  }

  String hex(int count) {
    return of("0123456789abcdef", count);
  }

  String capitals(int count) {
    return of(LETTERS, count);
  }

  String base64Url(int count) {
    return of(BASE64URL, count);
  }

  /** Letters of both cases and digits, at least one of each. */
  String key(int count) {
    return of(BASE64URL.substring(0, 62), count - 3) + of(LETTERS, 1) + "q" + digits(1);
  }

  String of(String alphabet, int count) {
    StringBuilder drawn = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      drawn.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return drawn.toString();
  }

  /** Year, month and day as eight digits. */
  String date(int firstYear, int lastYear) {
    return String.format(
        "%04d%02d%02d", between(firstYear, lastYear), between(1, 12), between(1, 28));
  }

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
