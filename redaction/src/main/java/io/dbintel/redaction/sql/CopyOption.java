package io.dbintel.redaction.sql;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** The words that may follow COPY ... FROM STDIN before its rows do. */
final class CopyOption {

  private static final Set<String> WORDS =
      Set.of(
          "WITH",
          "BINARY",
          "OIDS",
          "DELIMITER",
          "DELIMITERS",
          "USING",
          "NULL",
          "CSV",
          "HEADER",
          "QUOTE",
          "ESCAPE",
          "FORCE",
          "ENCODING",
          "FREEZE",
          "WHERE");
  private static final int LONGEST = 10;

  private CopyOption() {}

  static boolean isOne(byte[] sql, int start, int end) {
    return end > start
        && end - start <= LONGEST
        && WORDS.contains(
            new String(sql, start, end - start, StandardCharsets.ISO_8859_1)
                .toUpperCase(Locale.ROOT));
  }
}
