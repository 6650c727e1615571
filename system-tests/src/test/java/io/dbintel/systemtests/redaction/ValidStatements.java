package io.dbintel.systemtests.redaction;

import java.util.Random;

/**
 * Writes statements that PostgreSQL can run on {@code CREATE TABLE t (a int, b text, c date, d
 * numeric, e jsonb)}, with literals of every kind; the same for the same seed.
 */
final class ValidStatements {

  private final Random random;

  ValidStatements(long seed) {
    random = new Random(seed);
  }

  String next() {
    return switch (random.nextInt(5)) {
      case 0 -> "SELECT " + value() + " AS x, b FROM t WHERE " + condition() + " LIMIT " + number();
      case 1 -> "select a , b from t where " + condition() + " and " + condition() + " order by a";
      case 2 ->
          "SELECT count(*) FILTER (WHERE " + condition() + ") FROM t GROUP BY c HAVING max(a) > 5";
      case 3 ->
          "WITH w AS (SELECT a, b FROM t WHERE "
              + condition()
              + ") SELECT * FROM w WHERE "
              + "b = "
              + text()
              + " OR a IN (SELECT a FROM t WHERE "
              + condition()
              + ")";
      default -> "UPDATE t SET b = " + text() + ", d = " + number() + " WHERE " + condition();
    };
  }

  private String condition() {
    return switch (random.nextInt(9)) {
      case 0 -> "a = " + random.nextInt(1_000_000);
      case 1 -> "b = " + text();
      case 2 -> "c BETWEEN '2026-01-0" + (1 + random.nextInt(9)) + "'::date AND DATE '2026-12-01'";
      case 3 -> "d > " + number();
      case 4 ->
          "a IN ("
              + random.nextInt(9)
              + ", "
              + random.nextInt(99)
              + ", "
              + random.nextInt(999)
              + ")";
      case 5 -> "e ->> 'key" + random.nextInt(99) + "' = " + text();
      case 6 -> "e ? 'k" + random.nextInt(9) + "'";
      case 7 -> "b LIKE '%" + word() + "%' ESCAPE '!'";
      default -> "coalesce(b, " + text() + ") <> " + text();
    };
  }

  private String value() {
    return random.nextBoolean() ? text() : number();
  }

  private String number() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(9_999) + "." + random.nextInt(99);
      case 1 -> "1_00" + random.nextInt(9);
      case 2 -> "0x" + Integer.toHexString(1 + random.nextInt(99_999));
      default -> Integer.toString(random.nextInt(99_999));
    };
  }

  private String text() {
    return switch (random.nextInt(5)) {
      case 0 -> "'" + word() + "''" + word() + "'";
      case 1 -> "E'" + word() + "\\'" + word() + "\\n'";
      case 2 -> "$q$" + word() + "'" + word() + "$q$";
      case 3 -> "U&'" + word() + "\\0061'";
      default -> "'" + word() + " -- " + word() + " /* " + word() + "'";
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
