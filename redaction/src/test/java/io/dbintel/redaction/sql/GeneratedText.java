package io.dbintel.redaction.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Writes the tokens of a generated statement, with any white space and comments between them. */
final class GeneratedText {

  private static final String LETTERS = "abcdefghiklmnoprstuvw";

  private final SqlDialect dialect;
  private final Random structure;
  private final Random layout;
  private final LiteralWriter literals;
  private final StringBuilder sql = new StringBuilder(512);
  private final List<String> names = new ArrayList<>();
  private boolean fixed;

  GeneratedText(SqlDialect dialect, Random structure, Random layout) {
    this.dialect = dialect;
    this.structure = structure;
    this.layout = layout;
    literals = new LiteralWriter(dialect, layout);
  }

  LiteralWriter literals() {
    return literals;
  }

  List<String> names() {
    return names;
  }

  void dot() {
    sql.append('.');
    fixed = true;
  }

  void name() {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      letters.append(LETTERS.charAt(structure.nextInt(LETTERS.length())));
    }
    if (dialect == SqlDialect.CQL) {
      letters.append('s'); // at the end of a statement, hexadecimal letters may begin a UUID
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
      case MYSQL, MARIADB, GENERIC -> "`" + name + "`";
      case TSQL -> "[" + name + "]";
      case POSTGRESQL, ORACLE, CQL -> "\"" + name + "\"";
    };
  }

  void literal() {
    gap();
    sql.append(literals.next());
  }

  void words(String words) {
    for (String word : words.split(" ")) {
      gap();
      sql.append(layout.nextInt(3) == 0 ? word.toLowerCase(Locale.ROOT) : word);
    }
  }

  void symbol(String symbol) {
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

  @Override
  public String toString() {
    return sql.toString();
  }
}
