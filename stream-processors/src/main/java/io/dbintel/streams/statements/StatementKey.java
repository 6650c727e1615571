package io.dbintel.streams.statements;

import io.dbintel.schemas.avro.StatementKey;
import java.nio.ByteBuffer;

/**
 * Identity of a row of pg_stat_statements. Ordered by dbid, userid, queryid (compared as unsigned)
 * and toplevel (false first), which is also the order of {@link #toBytes}.
 *
 * @param dbid database object identifier, unsigned 32 bits
 * @param userid role object identifier, unsigned 32 bits
 * @param queryid query identifier, all 64 bits used
 * @param toplevel false for a statement executed inside a function
 */
public record StatementKey(long dbid, long userid, long queryid, boolean toplevel)
    implements Comparable<StatementKey> {

  /** Length of {@link #toBytes} without its prefix. */
  public static final int BYTES = 17;

  /** The same key as it travels. */
  public static StatementKey of(StatementKey key) {
    return new StatementKey(key.getDbid(), key.getUserid(), key.getQueryid(), key.getToplevel());
  }

  /**
   * Returns {@code prefix} followed by the key in an encoding whose byte order is the key order.
   */
  public byte[] toBytes(byte[] prefix) {
    return ByteBuffer.allocate(prefix.length + BYTES)
        .put(prefix)
        .putInt((int) dbid)
        .putInt((int) userid)
        .putLong(queryid)
        .put((byte) (toplevel ? 1 : 0))
        .array();
  }

  @Override
  public int compareTo(StatementKey other) {
    int order = Long.compareUnsigned(dbid, other.dbid);
    if (order == 0) {
      order = Long.compareUnsigned(userid, other.userid);
    }
    if (order == 0) {
      order = Long.compareUnsigned(queryid, other.queryid);
    }
    return order != 0 ? order : Boolean.compare(toplevel, other.toplevel);
  }
}
