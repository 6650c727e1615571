package io.dbintel.redaction.redis;

import io.dbintel.redaction.redis.CommandForm.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The commands of Redis, Valkey and their modules, from {@code redis-commands-1.tsv}. */
final class CommandForms {

  private static final String TABLE = "redis-commands-1.tsv";

  /** Longer words are not commands, options or subcommands. */
  static final int MAX_LENGTH = 32;

  private static final Map<String, CommandForm> FORMS = read();

  private CommandForms() {}

  /** The form of a command in any case; null for what is not a known command. */
  static CommandForm find(String name) {
    return name.length() > MAX_LENGTH ? null : FORMS.get(name.toUpperCase(Locale.ROOT));
  }

  private static Map<String, CommandForm> read() {
    Map<String, CommandForm> forms = new HashMap<>();
    try (InputStream in = CommandForms.class.getResourceAsStream(TABLE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          addTo(forms, line.split("\t", -1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(TABLE + " cannot be read from the class path", e);
    }
    return Map.copyOf(forms);
  }

  private static void addTo(Map<String, CommandForm> forms, String[] columns) {
    Set<String> words = columns.length > 2 ? Set.of(columns[2].split(" ")) : Set.of();
    for (String name : columns[0].split(" ")) {
      CommandForm form =
          switch (columns[1]) {
            case "container" -> new CommandForm(name, Kind.CONTAINER, 0, words);
            case "masked" -> new CommandForm(name, Kind.MASKED, 0, words);
            default -> ofArguments(name, columns[1], words);
          };
      if (forms.put(name, form) != null) {
        throw new IllegalStateException(TABLE + ": command " + name + " is duplicated; remove one");
      }
    }
  }

  private static CommandForm ofArguments(String name, String count, Set<String> words) {
    boolean optionsFirst = count.endsWith("^");
    String digits = optionsFirst ? count.substring(0, count.length() - 1) : count;
    Kind kind = optionsFirst ? Kind.OPTIONS_FIRST : Kind.PLAIN;
    return new CommandForm(name, kind, Integer.parseInt(digits), words);
  }
}
