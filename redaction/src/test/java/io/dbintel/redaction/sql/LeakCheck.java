package io.dbintel.redaction.sql;

import io.dbintel.redaction.statement.NormalizedStatement;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks for words in everything that a normalised statement shows. */
public final class LeakCheck {

  static final int SHORTEST_SECRET = 3;
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}_]+");

  private LeakCheck() {}

  public static Set<String> words(String text) {
    return new HashSet<>(Arrays.asList(NO_WORD.split(text)));
  }

  public static Set<String> shownBy(NormalizedStatement result) {
    Set<String> words = words(result.text());
    words.addAll(words(result.summary()));
    words.addAll(words(result.operation()));
    result.collections().forEach(name -> words.addAll(words(name)));
    return words;
  }

  /**
   * The first secret, or beginning of a secret at the end of {@code cut}, that is in the result;
   * null when there is none. Beginnings of {@code names} are not secrets.
   */
  public static String leak(
      byte[] cut,
      NormalizedStatement result,
      Collection<String> secrets,
      Collection<String> names) {
    Set<String> shown = shownBy(result);
    for (String secret : secrets) {
      if (shown.contains(secret)) {
        return secret;
      }
      String beginning = beginningAtEnd(cut, secret);
      if (beginning != null
          && shown.contains(beginning)
          && names.stream().noneMatch(name -> name.startsWith(beginning))) {
        return beginning;
      }
    }
    return null;
  }

  private static String beginningAtEnd(byte[] cut, String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    for (int length = bytes.length - 1; length >= SHORTEST_SECRET; length--) {
      if (length <= cut.length
          && Arrays.equals(cut, cut.length - length, cut.length, bytes, 0, length)) {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
      }
    }
    return null;
  }
}
