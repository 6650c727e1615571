package io.dbintel.runtime.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests the known key that an unknown one was probably meant to be. */
public final class KeySuggestion {

  private KeySuggestion() {}

  /** The nearest known key, if at most a third of the letters, rounded up, differ. */
  public static Optional<String> nearest(String unknown, Collection<String> known) {
    String wanted = plain(unknown);
    return known.stream()
        .min(Comparator.comparingInt(key -> distance(wanted, plain(key))))
        .filter(key -> distance(wanted, plain(key)) <= (plain(key).length() + 2) / 3);
  }

  /** Makes spelling variants equal, such as {@code bind_address} and {@code bindAddress}. */
  private static String plain(String key) {
    return key.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
  }

  /** Levenshtein distance, two rows at a time. */
  private static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] current = new int[right.length() + 1];
      current[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        int change = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                previous[column - 1] + change, 1 + Math.min(previous[column], current[column - 1]));
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
