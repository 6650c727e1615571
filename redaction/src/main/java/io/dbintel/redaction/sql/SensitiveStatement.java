package io.dbintel.redaction.sql;

/**
 * Knows when a bare word is a secret: after PASSWORD and IDENTIFIED BY in statements that set them.
 * Also knows COPY ... FROM STDIN, whose rows may follow the statement.
 */
final class SensitiveStatement {

  private boolean first = true;
  private boolean setsSecrets;
  private boolean copy;
  private boolean from;
  private boolean copyFromStdin;
  private boolean secretFollows;
  private boolean identified;

  boolean copyFromStdin() {
    return copyFromStdin;
  }

  /** Takes the statement's next word; true when it is a secret. */
  boolean masksNext(byte[] sql, int start, int end) {
    if (secretFollows && !is(sql, start, end, "BY") && !is(sql, start, end, "NULL")) {
      secretFollows = false;
      return true;
    }
    if (first) {
      first = false;
      setsSecrets =
          is(sql, start, end, "CREATE")
              || is(sql, start, end, "ALTER")
              || is(sql, start, end, "SET")
              || is(sql, start, end, "GRANT");
      copy = is(sql, start, end, "COPY");
    }
    if (setsSecrets) {
      secretFollows =
          is(sql, start, end, "PASSWORD")
              || is(sql, start, end, "MASTER_PASSWORD")
              || identified && is(sql, start, end, "BY");
      identified = is(sql, start, end, "IDENTIFIED");
    }
    copyFromStdin |= copy && from && is(sql, start, end, "STDIN");
    from = is(sql, start, end, "FROM");
    return false;
  }

  private static boolean is(byte[] sql, int start, int end, String keyword) {
    return Bytes.equalsIgnoreCase(sql, start, end, keyword);
  }
}
