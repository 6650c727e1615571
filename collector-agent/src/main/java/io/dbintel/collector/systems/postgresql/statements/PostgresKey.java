package io.dbintel.collector.systems.postgresql.statements;

import io.dbintel.collector.statements.StatementKey;
import java.nio.ByteBuffer;

/**
 * Keys of rows of pg_stat_statements, big-endian and unsigned: dbid (4 bytes), queryid (8), userid
 * (4), then 0 for a nested statement and 1 for a top-level one. The first twelve bytes identify the
 * text, which users share.
 */
public final class PostgresKey {

  private static final int QUERYID = Integer.BYTES;
  private static final int USERID = QUERYID + Long.BYTES;
  private static final int TEXT_LENGTH = USERID;
  private static final int LENGTH = USERID + Integer.BYTES + 1;

  private PostgresKey() {}

  /** Key of a row. */
  public static StatementKey of(long dbid, long userid, long queryid, boolean toplevel) {
    return StatementKey.of(
        ByteBuffer.allocate(LENGTH)
            .putInt((int) dbid)
            .putLong(queryid)
            .putInt((int) userid)
            .put((byte) (toplevel ? 1 : 0))
            .array());
  }

  /** Key of a text. */
  public static StatementKey ofText(long dbid, long queryid) {
    return StatementKey.of(
        ByteBuffer.allocate(TEXT_LENGTH).putInt((int) dbid).putLong(queryid).array());
  }

  static long dbid(StatementKey key) {
    return Integer.toUnsignedLong(key.bytes().getInt(0));
  }

  /** Query identifier of a row or text. */
  public static long queryid(StatementKey key) {
    return key.bytes().getLong(QUERYID);
  }

  static long userid(StatementKey key) {
    return Integer.toUnsignedLong(key.bytes().getInt(USERID));
  }

  /**
   * What identifies a row in its {@link io.dbintel.collector.statements.RowChangeHash}; {@code
   * unchanged_*.sql} computes the same in the server, where a hash function would be dear.
   */
  static long identity(long dbid, long userid, long queryid, boolean toplevel) {
    return queryid ^ (dbid << 33) ^ (userid << 21) ^ ((toplevel ? 1L : 0L) << 62);
  }
}
