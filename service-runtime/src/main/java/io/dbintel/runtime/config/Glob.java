package io.dbintel.runtime.config;

import java.util.regex.Pattern;

/** Patterns of names in a configuration. */
public final class Glob {
  private Glob() {}

  /** Everything but {@code *} (any characters) and {@code ?} (one) is matched literally. */
  public static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char character = glob.charAt(i);
      switch (character) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(character)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
