package io.dbintel.redaction.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings whose values nobody needs to hide, from {@code postgresql-settings-1.txt}. */
final class PublicSettings {

  private static final String LIST = "postgresql-settings-1.txt";
  private static final Set<String> NAMES = read();

  private PublicSettings() {}

  /** Whether the name, in any case, with or without double quotes, is one of them. */
  static boolean contains(byte[] sql, int start, int end) {
    boolean quoted = end - start > 2 && sql[start] == '"' && sql[end - 1] == '"';
    int inset = quoted ? 1 : 0;
    String name =
        new String(sql, start + inset, end - start - 2 * inset, StandardCharsets.ISO_8859_1);
    return NAMES.contains(name.toLowerCase(Locale.ROOT));
  }

  private static Set<String> read() {
    try (InputStream in = PublicSettings.class.getResourceAsStream(LIST);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(LIST + " cannot be read from the class path", e);
    }
  }
}
