package io.dbintel.redaction.sql;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The commands of psql whose line holds values, and no names of a database's objects. */
final class PsqlCommand {

  private static final Set<String> WITH_VARIABLE = Set.of("set", "setenv");
  private static final Set<String> WITH_VALUES =
      Set.of("c", "connect", "echo", "prompt", "qecho", "set", "setenv", "warn");
  private static final int LONGEST = 7;

  private PsqlCommand() {}

  static boolean takesValues(byte[] sql, int start, int end) {
    return end > start && end - start <= LONGEST && WITH_VALUES.contains(text(sql, start, end));
  }

  /** Whether the first word behind the command is the name of a variable. */
  static boolean setsVariable(byte[] sql, int start, int end) {
    return WITH_VARIABLE.contains(text(sql, start, end));
  }

  private static String text(byte[] sql, int start, int end) {
    return new String(sql, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
