package io.dbintel.systemtests.exactness;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Identity of a row of pg_stat_statements. */
record StatementId(long queryid, long dbid, long userid, boolean toplevel) {

  private static final int KEY_BYTES = 17;

  /**
   * Reads a key as {@code docs/reference/postgresql.md} describes it.
   *
   * @param hex attribute {@code dbintel.statement.key}
   */
  static StatementId ofKey(String hex) {
    ByteBuffer key = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    if (key.remaining() != KEY_BYTES) {
      throw new IllegalStateException(
          "statement key " + hex + " has " + key.remaining() + " bytes; expected " + KEY_BYTES);
    }
    long dbid = Integer.toUnsignedLong(key.getInt());
    long queryid = key.getLong();
    long userid = Integer.toUnsignedLong(key.getInt());
    return new StatementId(queryid, dbid, userid, key.get() == 1);
  }
}
