package io.dbintel.streams.model;

import java.nio.ByteBuffer;

/** Keys of statement rows as the systems' collectors make them. */
public final class Keys {
  private static final int TOY_TEXT = 3;
  private static final int POSTGRESQL_TEXT = 12;

  private Keys() {}

  /**
   * A key of PostgreSQL: dbid, queryid, userid, all unsigned; then 0 for nested, 1 for top level.
   */
  public static ByteBuffer postgresql(int dbid, long queryid, int userid, boolean toplevel) {
    return ByteBuffer.allocate(17)
        .putInt(dbid)
        .putLong(queryid)
        .putInt(userid)
        .put((byte) (toplevel ? 1 : 0))
        .flip();
  }

  /** A key of the toy system: three bytes for the job, two for its schema. */
  public static ByteBuffer toy(int job, int schema) {
    return ByteBuffer.allocate(5)
        .put((byte) (job >> 16))
        .putShort((short) job)
        .putShort((short) schema)
        .flip();
  }

  /** The bytes of a key of PostgreSQL that identify the text. */
  public static ByteBuffer postgresqlText(int dbid, long queryid) {
    return postgresql(dbid, queryid, 0, true).slice(0, POSTGRESQL_TEXT);
  }

  /** The bytes of a key of the toy system that identify the text. */
  public static ByteBuffer toyText(int job) {
    return toy(job, 0).slice(0, TOY_TEXT);
  }
}
