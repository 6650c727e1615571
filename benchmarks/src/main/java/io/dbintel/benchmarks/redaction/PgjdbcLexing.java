package io.dbintel.benchmarks.redaction;

import org.postgresql.core.Parser;

/** A masker made of the PostgreSQL JDBC driver's lexing helpers, as one would write it quickly. */
final class PgjdbcLexing {

  private PgjdbcLexing() {}

  static String mask(String sql) {
    char[] text = sql.toCharArray();
    StringBuilder out = new StringBuilder(text.length);
    int at = 0;
    while (at < text.length) {
      char c = text[at];
      if (c == '\'') {
        at = Parser.parseSingleQuotes(text, at, true) + 1;
        out.append('?');
      } else if (c >= '0'
          && c <= '9'
          && (at == 0 || !Character.isJavaIdentifierPart(text[at - 1]))) {
        while (at < text.length && (text[at] >= '0' && text[at] <= '9' || text[at] == '.')) {
          at++;
        }
        out.append('?');
      } else {
        int last =
            switch (c) {
              case '"' -> Parser.parseDoubleQuotes(text, at);
              case '-' -> Parser.parseLineComment(text, at);
              case '/' -> Parser.parseBlockComment(text, at);
              case '$' -> Parser.parseDollarQuotes(text, at);
              default -> at;
            };
        out.append(text, at, Math.min(last + 1, text.length) - at);
        at = last + 1;
      }
    }
    return out.toString();
  }
}
