package io.dbintel.redaction.sql;

import java.util.Random;

/** Writes literals and comments of a dialect; each holds {@link #MARK} or a digit. */
final class LiteralWriter {

  /** Stands in no name and no keyword. */
  static final String MARK = "zq";

  private static final String[] MIDDLES = {
    " ", "''", " -- ", " /* ", " */ ", "; ", ", ", "?", "\n", "\\d", " é東 ", "$$", "$1", "%", ":x"
  };
  private static final String[] TAGS = {"$$", "$a$", "$Tag_1$", "$é$"};
  private static final String[] DELIMITERS = {"[]", "{}", "<>", "()", "!!", "||"};

  private final SqlDialect dialect;
  private final Random random;
  private boolean backslashesAtTheEnd;

  LiteralWriter(SqlDialect dialect, Random random) {
    this.dialect = dialect;
    this.random = random;
  }

  void endInBackslashes() {
    backslashesAtTheEnd = true;
  }

  String next() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> number();
      case 2 -> ofDialect();
      default -> string('\'');
    };
  }

  private String number() {
    int digits = random.nextInt(1_000_000);
    String sign = random.nextInt(4) == 0 ? "-" : "";
    return sign
        + switch (random.nextInt(6)) {
          case 0 -> digits + "." + random.nextInt(100);
          case 1 -> digits + "e-" + random.nextInt(30);
          case 2 -> "." + digits;
          default -> Integer.toString(digits);
        };
  }

  private String string(char quote) {
    StringBuilder text = new StringBuilder().append(quote);
    text.append(word());
    while (random.nextInt(3) == 0) {
      String middle = MIDDLES[random.nextInt(MIDDLES.length)];
      text.append(quote == '"' ? middle.replace('\'', '"') : middle).append(word());
    }
    if (backslashesAtTheEnd && random.nextInt(3) == 0) {
      text.append('\\');
    }
    return text.append(quote).toString();
  }

  private String word() {
    String letters = Integer.toString(random.nextInt(10_000), 36).replaceAll("[0-9]", "x");
    return MARK + letters;
  }

  private String ofDialect() {
    return switch (dialect) {
      case POSTGRESQL -> ofPostgres();
      case MYSQL, MARIADB -> ofMySql();
      case TSQL -> ofSqlServer();
      case ORACLE -> ofOracle();
      case CQL -> ofCassandra();
      case GENERIC -> random.nextBoolean() ? string('"') : dollarQuoted();
    };
  }

  private String ofPostgres() {
    return switch (random.nextInt(8)) {
      case 0 -> "E'" + word() + "\\'" + word() + "\\\\'";
      case 1, 2 -> dollarQuoted();
      case 3 -> "U&'\\0061" + word() + "'";
      case 4 -> "B'1010101'";
      case 5 -> "1_500_" + (100 + random.nextInt(900));
      case 6 -> "0x" + (1000 + random.nextInt(9000)) + "_beef";
      default -> "0o17" + random.nextInt(8);
    };
  }

  private String dollarQuoted() {
    String tag = TAGS[random.nextInt(TAGS.length)];
    return tag + word() + " it's " + word() + tag;
  }

  private String ofMySql() {
    return switch (random.nextInt(6)) {
      case 0 -> string('"');
      case 1 -> "'" + word() + "\\'" + word() + "'";
      case 2 -> "\"" + word() + "\\\"" + word() + "\\\\\"";
      case 3 -> "0x" + (1000 + random.nextInt(9000));
      case 4 -> "x'4D79'";
      default -> "N'" + word() + "'";
    };
  }

  private String ofSqlServer() {
    return switch (random.nextInt(3)) {
      case 0 -> "N" + string('\'');
      case 1 -> "$" + random.nextInt(1000) + ".50";
      default -> "0x" + (1000 + random.nextInt(9000));
    };
  }

  private String ofOracle() {
    if (random.nextInt(3) == 0) {
      return "n" + string('\'');
    }
    String pair = DELIMITERS[random.nextInt(DELIMITERS.length)];
    String prefix = random.nextBoolean() ? "q'" : "Nq'";
    return prefix + pair.charAt(0) + word() + "'s " + word() + pair.charAt(1) + "'";
  }

  private String ofCassandra() {
    return switch (random.nextInt(6)) {
      case 0 -> "$$" + word() + " it's " + word() + "$$";
      case 1 -> "[" + string('\'') + ", " + random.nextInt(1_000_000) + "]";
      case 2 -> "{" + string('\'') + ": " + string('\'') + ", 'a': -1.5}";
      case 3 -> "P" + (100 + random.nextInt(900)) + "Y3M";
      case 4 -> (100 + random.nextInt(900)) + "h30m";
      default -> "abba" + (1000 + random.nextInt(9000)) + "-0b0c-11ee-be56-0242ac120002";
    };
  }

  private boolean hashComments() {
    return dialect == SqlDialect.MYSQL || dialect == SqlDialect.MARIADB;
  }

  String comment() {
    boolean nested = dialect == SqlDialect.POSTGRESQL || dialect == SqlDialect.TSQL;
    String text = " " + word() + (random.nextBoolean() ? " don't " : " say \" ");
    return switch (random.nextInt(4)) {
      case 0 -> "--" + text + "\n";
      case 1 -> hashComments() ? "#" + text + "\n" : "--" + text + "\n";
      case 2 -> nested ? "/*" + text + "/*" + text + "*/ " + word() + "*/" : "/*" + text + "*/";
      default -> "/*" + text + "*/";
    };
  }
}
