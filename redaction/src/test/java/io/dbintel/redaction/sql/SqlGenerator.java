package io.dbintel.redaction.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Writes statements of a dialect and knows which of their words are names and which are not.
 *
 * <p>Two seeds make a statement: one its structure and names, the other its literals, letter case,
 * white space, comments and the number of list elements and rows, on which its fingerprint must not
 * depend. Every literal and comment holds {@link LiteralWriter#MARK} or a digit; no name does.
 */
final class SqlGenerator {

  private static final String LETTERS = "abcdefghiklmnoprstuvw";
  private static final int DEEPEST = 2;

  /** Seeds that follow each other would begin alike. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final SqlDialect dialect;
  private final Random structure;
  private final Random layout;
  private final LiteralWriter literals;
  private final StringBuilder sql = new StringBuilder(512);
  private final List<String> names = new ArrayList<>();
  private int depth;
  private boolean fixed;

  SqlGenerator(SqlDialect dialect, long structureSeed, long layoutSeed) {
    this.dialect = dialect;
    structure = new Random(structureSeed * SPREAD);
    layout = new Random(layoutSeed * SPREAD + 1);
    literals = new LiteralWriter(dialect, layout);
  }

  /** Writes strings that end in a backslash, too: then a text may have two readings. */
  SqlGenerator withBackslashesBeforeQuotes() {
    literals.endInBackslashes();
    return this;
  }

  /** Names that stand in the statement, as they stand there. */
  List<String> names() {
    return names;
  }

  String statement() {
    switch (structure.nextInt(7)) {
      case 0 -> insert();
      case 1 -> update();
      case 2 -> delete();
      case 3 -> commonTable();
      default -> select();
    }
    return sql.toString();
  }

  private void select() {
    depth++;
    words("SELECT");
    if (structure.nextInt(6) == 0) {
      words("DISTINCT");
    }
    expressions(1 + structure.nextInt(4), true);
    words("FROM");
    table();
    while (structure.nextInt(3) == 0) {
      words(structure.nextBoolean() ? "LEFT JOIN" : "JOIN");
      table();
      words("ON");
      column();
      symbol("=");
      column();
    }
    where();
    if (structure.nextInt(4) == 0) {
      words("GROUP BY");
      column();
      words("HAVING count");
      symbol("(");
      column();
      symbol(")");
      symbol(">");
      literal();
    }
    if (structure.nextInt(3) == 0) {
      words("ORDER BY");
      column();
      words(structure.nextBoolean() ? "DESC" : "ASC");
    }
    depth--;
  }

  private void insert() {
    words("INSERT INTO");
    name();
    symbol("(");
    int columns = 1 + structure.nextInt(4);
    list(columns, this::name);
    symbol(")");
    if (structure.nextInt(4) == 0) {
      select();
      return;
    }
    words("VALUES");
    list(
        1 + layout.nextInt(4),
        () -> {
          symbol("(");
          list(1 + layout.nextInt(4), this::literal);
          symbol(")");
        });
  }

  private void update() {
    words("UPDATE");
    name();
    words("SET");
    list(
        1 + structure.nextInt(3),
        () -> {
          name();
          symbol("=");
          expression();
        });
    where();
  }

  private void delete() {
    words("DELETE FROM");
    name();
    where();
  }

  private void commonTable() {
    words("WITH");
    name();
    words("AS");
    symbol("(");
    select();
    symbol(")");
    select();
  }

  private void table() {
    if (depth < DEEPEST && structure.nextInt(6) == 0) {
      symbol("(");
      select();
      symbol(")");
    } else {
      name();
    }
    if (structure.nextBoolean()) {
      words("AS");
      name();
    }
  }

  private void where() {
    if (structure.nextInt(5) == 0) {
      return;
    }
    words("WHERE");
    condition();
    while (structure.nextInt(3) == 0) {
      words(structure.nextBoolean() ? "AND" : "OR");
      condition();
    }
  }

  private void condition() {
    column();
    switch (structure.nextInt(8)) {
      case 0 -> words(structure.nextBoolean() ? "IS NULL" : "IS NOT NULL");
      case 1 -> {
        words("BETWEEN");
        literal();
        words("AND");
        literal();
      }
      case 2 -> {
        words(structure.nextBoolean() ? "LIKE" : "NOT LIKE");
        literal();
      }
      case 3 -> {
        words("IN");
        symbol("(");
        list(1 + layout.nextInt(5), this::literal);
        symbol(")");
      }
      case 4 -> {
        if (depth < DEEPEST) {
          words("IN");
          symbol("(");
          select();
          symbol(")");
        } else {
          words("IS NULL");
        }
      }
      default -> {
        symbol(List.of("=", "<", ">", "<>", "<=", ">=").get(structure.nextInt(6)));
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
            words("AS");
            name();
          }
        });
  }

  private void expression() {
    depth++;
    switch (depth > DEEPEST + 2 ? structure.nextInt(6) : structure.nextInt(10)) {
      case 0, 1, 2 -> column();
      case 3, 4, 5 -> literal();
      case 6 -> {
        name();
        symbol("(");
        expressions(1 + structure.nextInt(2), false);
        symbol(")");
      }
      case 7 -> {
        words("CASE WHEN");
        column();
        symbol("=");
        literal();
        words("THEN");
        expression();
        words("ELSE");
        literal();
        words("END");
      }
      case 8 -> {
        words("CAST");
        symbol("(");
        expression();
        words("AS");
        name();
        symbol(")");
      }
      default -> {
        column();
        symbol(operator());
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
        symbol(",");
      }
      element.run();
    }
  }

  private void column() {
    name();
    if (structure.nextInt(3) == 0) {
      sql.append('.');
      fixed = true;
      name();
    }
  }

  private void name() {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      letters.append(LETTERS.charAt(structure.nextInt(LETTERS.length())));
    }
    int quoting = structure.nextInt(5);
    String name = letters.toString();
    gap();
    if (quoting == 0) {
      name = name + " It's";
      sql.append(quoted(name));
    } else {
      name = layout.nextInt(4) == 0 ? name.toUpperCase(Locale.ROOT) : name;
      sql.append(name);
    }
    names.add(name);
  }

  private String quoted(String name) {
    return switch (dialect) {
      case MYSQL, GENERIC -> "`" + name + "`";
      case TSQL -> "[" + name + "]";
      case POSTGRESQL, ORACLE -> "\"" + name + "\"";
    };
  }

  private void literal() {
    gap();
    sql.append(literals.next());
  }

  private void words(String words) {
    for (String word : words.split(" ")) {
      gap();
      sql.append(layout.nextInt(3) == 0 ? word.toLowerCase(Locale.ROOT) : word);
    }
  }

  private void symbol(String symbol) {
    boolean tight = "(),".contains(symbol) && layout.nextBoolean();
    if (!tight) {
      gap();
    }
    sql.append(symbol);
  }

  private void gap() {
    if (fixed || sql.isEmpty()) {
      fixed = false;
      return;
    }
    switch (layout.nextInt(12)) {
      case 0 -> sql.append("\n  ");
      case 1 -> sql.append('\t');
      case 2 -> sql.append(' ').append(literals.comment()).append(' ');
      default -> sql.append(' ');
    }
  }
}
