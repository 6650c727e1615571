package io.dbintel.collector.systems.postgresql.statements;

import io.dbintel.schemas.avro.StatementKey;

/**
 * Identity of a row of pg_stat_statements, in the order of chunks: dbid, userid and queryid as
 * unsigned, nested before top level.
 */
record StatementKey(long dbid, long userid, long queryid, boolean toplevel)
    implements Comparable<StatementKey> {

  @Override
  public int compareTo(StatementKey other) {
    int order = Long.compareUnsigned(dbid, other.dbid);
    if (order == 0) {
      order = Long.compareUnsigned(userid, other.userid);
    }
    if (order == 0) {
      order = Long.compareUnsigned(queryid, other.queryid);
    }
    return order == 0 ? Boolean.compare(toplevel, other.toplevel) : order;
  }

  StatementKey toAvro() {
    return new StatementKey(dbid, userid, queryid, toplevel);
  }
}
