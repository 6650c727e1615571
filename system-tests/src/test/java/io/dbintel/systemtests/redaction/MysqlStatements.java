package io.dbintel.systemtests.redaction;

import java.util.Random;

/**
 * Writes statements that MySQL can parse, with literals of every kind; the same for the same seed.
 */
final class MysqlStatements {

  private final Random random;

  MysqlStatements(long seed) {
    random = new Random(seed);
  }

  String next() {
    return switch (random.nextInt(5)) {
      case 0 -> "SELECT `a`, b FROM t WHERE " + condition() + " LIMIT " + random.nextInt(99);
      case 1 -> "select a , b from t where " + condition() + " and " + condition() + " order by a";
      case 2 -> "SELECT b FROM t # " + word() + "'\nWHERE " + condition() + " GROUP BY c";
      case 3 ->
          "INSERT INTO t (a, b) VALUES (" + random.nextInt(99) + ", " + text() + "), (7, 'x')";
      default -> "UPDATE t SET b = " + text() + " WHERE " + condition() + " -- " + word() + "'";
    };
  }

  private String condition() {
    return switch (random.nextInt(7)) {
      case 0 -> "a = " + random.nextInt(1_000_000);
      case 1 -> "b = " + text();
      case 2 -> "c BETWEEN '2026-01-01' AND '2026-12-" + (10 + random.nextInt(20)) + "'";
      case 3 -> "d > " + random.nextInt(9_999) + "." + random.nextInt(99);
      case 4 -> "a IN (" + random.nextInt(9) + ", " + random.nextInt(99) + ", 17)";
      case 5 -> "b LIKE " + text() + " /* " + word() + " */";
      default -> "a <> 0x" + Integer.toHexString(random.nextInt(99_999));
    };
  }

  private String text() {
    return switch (random.nextInt(5)) {
      case 0 -> "'" + word() + "''" + word() + "'";
      case 1 -> "'" + word() + "\\'" + word() + "\\\\'";
      case 2 -> "\"" + word() + "'" + word() + "\"";
      case 3 -> "'" + word() + " # " + word() + " -- x'";
      default -> "'" + word() + "\\\"" + word() + " /* '";
    };
  }

  private String word() {
    StringBuilder word = new StringBuilder("w");
    for (int length = 3 + random.nextInt(8); length > 0; length--) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }
}
