package io.dbintel.redaction.sql;

import org.postgresql.core.Parser;

/** Replaces strings and comments where the lexing of the PostgreSQL JDBC driver says they are. */
final class PgjdbcMasking {

  private PgjdbcMasking() {}

  static String mask(String sql) {
    char[] text = sql.toCharArray();
    StringBuilder masked = new StringBuilder();
    for (int at = 0; at < text.length; at++) {
      int last =
          switch (text[at]) {
            case '\'' -> Parser.parseSingleQuotes(text, at, true);
            case '"' -> Parser.parseDoubleQuotes(text, at);
            case '-' -> Parser.parseLineComment(text, at);
            case '/' -> Parser.parseBlockComment(text, at);
            case '$' -> Parser.parseDollarQuotes(text, at);
            default -> at;
          };
      if (last == at) {
        masked.append(text[at]);
      } else if (text[at] == '"') {
        masked.append(text, at, last + 1 - at);
      } else if (text[at] == '-' || text[at] == '/') {
        masked.append(text[at] == '-' ? '\n' : ' ');
      } else {
        masked.append("'s'");
      }
      at = last;
    }
    return masked.toString();
  }
}
