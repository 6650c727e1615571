package io.dbintel.redaction.sql;

import java.util.List;
import java.util.Random;

/**
 * Writes statements of a dialect and knows which of their words are names and which are not.
 *
 * <p>Two seeds make a statement: one its structure and names, the other its literals, letter case,
 * white space, comments and the number of list elements and rows, on which its fingerprint must not
 * depend. Every literal and comment holds {@link LiteralWriter#MARK} or a digit; no name does.
 */
final class SqlGenerator {

  private static final int DEEPEST = 2;

  /** Seeds that follow each other would begin alike. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final SqlDialect dialect;
  private final Random structure;
  private final Random layout;
  private final GeneratedText text;
  private int depth;

  SqlGenerator(SqlDialect dialect, long structureSeed, long layoutSeed) {
    this.dialect = dialect;
    structure = new Random(structureSeed * SPREAD);
    layout = new Random(layoutSeed * SPREAD + 1);
    text = new GeneratedText(dialect, structure, layout);
  }

  /** Writes strings that end in a backslash, too: then a text may have two readings. */
  SqlGenerator withBackslashesBeforeQuotes() {
    text.literals().endInBackslashes();
    return this;
  }

  /** Names in the statement, as written there. */
  List<String> names() {
    return text.names();
  }

  String statement() {
    switch (structure.nextInt(7)) {
      case 0 -> insert();
      case 1 -> update();
      case 2 -> delete();
      case 3 -> commonTable();
      default -> select();
    }
    return text.toString();
  }

  private void select() {
    depth++;
    text.words("SELECT");
    if (structure.nextInt(6) == 0) {
      text.words("DISTINCT");
    }
    expressions(1 + structure.nextInt(4), true);
    text.words("FROM");
    table();
    while (structure.nextInt(3) == 0) {
      text.words(structure.nextBoolean() ? "LEFT JOIN" : "JOIN");
      table();
      text.words("ON");
      column();
      text.symbol("=");
      column();
    }
    where();
    if (structure.nextInt(4) == 0) {
      text.words("GROUP BY");
      column();
      text.words("HAVING count");
      text.symbol("(");
      column();
      text.symbol(")");
      text.symbol(">");
      text.literal();
    }
    if (structure.nextInt(3) == 0) {
      text.words("ORDER BY");
      column();
      text.words(structure.nextBoolean() ? "DESC" : "ASC");
    }
    depth--;
  }

  private void insert() {
    text.words("INSERT INTO");
    text.name();
    text.symbol("(");
    int columns = 1 + structure.nextInt(4);
    list(columns, text::name);
    text.symbol(")");
    if (structure.nextInt(4) == 0) {
      select();
      return;
    }
    text.words("VALUES");
    list(
        1 + layout.nextInt(4),
        () -> {
          text.symbol("(");
          list(1 + layout.nextInt(4), text::literal);
          text.symbol(")");
        });
  }

  private void update() {
    text.words("UPDATE");
    text.name();
    text.words("SET");
    list(
        1 + structure.nextInt(3),
        () -> {
          text.name();
          text.symbol("=");
          expression();
        });
    where();
  }

  private void delete() {
    text.words("DELETE FROM");
    text.name();
    where();
  }

  private void commonTable() {
    text.words("WITH");
    text.name();
    text.words("AS");
    text.symbol("(");
    select();
    text.symbol(")");
    select();
  }

  private void table() {
    if (depth < DEEPEST && structure.nextInt(6) == 0) {
      text.symbol("(");
      select();
      text.symbol(")");
    } else {
      text.name();
    }
    if (structure.nextBoolean()) {
      text.words("AS");
      text.name();
    }
  }

  private void where() {
    if (structure.nextInt(5) == 0) {
      return;
    }
    text.words("WHERE");
    condition();
    while (structure.nextInt(3) == 0) {
      text.words(structure.nextBoolean() ? "AND" : "OR");
      condition();
    }
  }

  private void condition() {
    column();
    switch (structure.nextInt(8)) {
      case 0 -> text.words(structure.nextBoolean() ? "IS NULL" : "IS NOT NULL");
      case 1 -> {
        text.words("BETWEEN");
        text.literal();
        text.words("AND");
        text.literal();
      }
      case 2 -> {
        text.words(structure.nextBoolean() ? "LIKE" : "NOT LIKE");
        text.literal();
      }
      case 3 -> {
        text.words("IN");
        text.symbol("(");
        list(1 + layout.nextInt(5), text::literal);
        text.symbol(")");
      }
      case 4 -> {
        if (depth < DEEPEST) {
          text.words("IN");
          text.symbol("(");
          select();
          text.symbol(")");
        } else {
          text.words("IS NULL");
        }
      }
      default -> {
        text.symbol(List.of("=", "<", ">", "<>", "<=", ">=").get(structure.nextInt(6)));
        expression();
      }
    }
  }

  private void expressions(int count, boolean named) {
    list(
        count,
        () -> {
          expression();
          if (named && structure.nextInt(4) == 0) {
            text.words("AS");
            text.name();
          }
        });
  }

  private void expression() {
    depth++;
    switch (depth > DEEPEST + 2 ? structure.nextInt(6) : structure.nextInt(10)) {
      case 0, 1, 2 -> column();
      case 3, 4, 5 -> text.literal();
      case 6 -> {
        text.name();
        text.symbol("(");
        expressions(1 + structure.nextInt(2), false);
        text.symbol(")");
      }
      case 7 -> {
        text.words("CASE WHEN");
        column();
        text.symbol("=");
        text.literal();
        text.words("THEN");
        expression();
        text.words("ELSE");
        text.literal();
        text.words("END");
      }
      case 8 -> {
        text.words("CAST");
        text.symbol("(");
        expression();
        text.words("AS");
        text.name();
        text.symbol(")");
      }
      default -> {
        column();
        text.symbol(operator());
        expression();
      }
    }
    depth--;
  }

  private String operator() {
    List<String> own =
        switch (dialect) {
          case POSTGRESQL -> List.of("->>", "#>>", "@>", "||", "?|", "?&", "+", "*", "~*");
          case MYSQL -> List.of("->", "<=>", "&&", "||", "+", "*", "%", "^");
          default -> List.of("||", "+", "*", "/");
        };
    return own.get(structure.nextInt(own.size()));
  }

  private void list(int count, Runnable element) {
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        text.symbol(",");
      }
      element.run();
    }
  }

  private void column() {
    text.name();
    if (structure.nextInt(3) == 0) {
      text.dot();
      text.name();
    }
  }
}
