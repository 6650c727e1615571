package io.dbintel.streams.model;

import io.dbintel.schemas.avro.CounterEpoch;
import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.schemas.avro.StatementKeyRange;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.StatementRow;
import java.nio.ByteBuffer;
import java.util.List;

/** Statement poll chunks written by hand, for tests. */
public final class Chunks {
  /** Counters of PostgreSQL in {@link #row}: calls, rows, execution time. */
  public static final List<Integer> COUNTERS = List.of(1, 3, 4);

  /** Counters of the toy system in {@link #toyRow}: all it has. */
  public static final List<Integer> TOY_COUNTERS = List.of(0, 7, 12, 40, 63);

  private static final int DBID = 5;
  private static final int USERID = 10;
  private static final long MILLISECOND = 1_000_000;

  private Chunks() {}

  /** A row of PostgreSQL: calls, as many rows, a millisecond each. */
  public static StatementRow row(long queryid, long calls) {
    return row(queryid, List.of(calls, calls, calls * MILLISECOND));
  }

  /** A row of PostgreSQL with these values. */
  public static StatementRow row(long queryid, List<Long> values) {
    ByteBuffer key = Keys.postgresql(DBID, queryid, USERID, true);
    return new StatementRow(key, Long.toString(queryid), 0, 0, false, null, values);
  }

  /** A row of the toy system: runs, two items and a millisecond each, half of it busy; failures. */
  public static StatementRow toyRow(int job, int schema, long runs, long failures) {
    List<Long> values =
        List.of(runs, 2 * runs, runs * MILLISECOND, runs * MILLISECOND / 2, failures);
    return new StatementRow(Keys.toy(job, schema), "job-" + job, 0, -1, false, null, values);
  }

  /** A full poll of PostgreSQL in one chunk, read at {@code second}. */
  public static StatementPollChunk full(long seq, long second, StatementRow... rows) {
    return poll("postgresql", COUNTERS, seq, second, true, rows);
  }

  /** A partial poll of PostgreSQL in one chunk. */
  public static StatementPollChunk partial(long seq, long second, StatementRow... rows) {
    return poll("postgresql", COUNTERS, seq, second, false, rows);
  }

  /** A full poll of the toy system in one chunk. */
  public static StatementPollChunk toyFull(long seq, long second, StatementRow... rows) {
    return poll("toy", TOY_COUNTERS, seq, second, true, rows);
  }

  /** A partial poll of the toy system in one chunk. */
  public static StatementPollChunk toyPartial(long seq, long second, StatementRow... rows) {
    return poll("toy", TOY_COUNTERS, seq, second, false, rows);
  }

  private static StatementPollChunk poll(
      String system,
      List<Integer> counters,
      long seq,
      long second,
      boolean full,
      StatementRow... rows) {
    return StatementPollChunk.newBuilder()
        .setSystem(system)
        .setIncarnation("agent-1")
        .setServerAddress("db.example")
        .setServerPort(5432)
        .setSeq(seq)
        .setChunk(0)
        .setChunks(1)
        .setFull(full)
        .setRowsTotal(rows.length)
        .setReadStart(second * 1_000_000)
        .setReadEnd(second * 1_000_000 + 1_000)
        .setEpoch(new CounterEpoch("7", 1L, 1L))
        .setSelection(1L)
        .setServerVersion("16.4")
        .setTimeline(1L)
        .setRole(ServerRole.PRIMARY)
        .setEvictionsBefore(0L)
        .setEvictionsAfter(0L)
        .setHiddenRows(0)
        .setPrivilegeBefore("all")
        .setPrivilegeAfter("all")
        .setKeyRange(full ? new StatementKeyRange(null, null) : null)
        .setCounters(counters)
        .setDatabases(List.of("shop"))
        .setUsers(List.of("app"))
        .setRows(List.of(rows))
        .build();
  }

  /** A poll without rows, which lets a remainder of an unfinished poll go. */
  public static StatementPollChunk emptyAfter(StatementPollChunk last) {
    return StatementPollChunk.newBuilder(last)
        .setIncarnation("last")
        .setSeq(1)
        .setChunk(0)
        .setChunks(1)
        .setFull(false)
        .setKeyRange(null)
        .setReadStart(last.getReadEnd() + 1_000_000_000L)
        .setReadEnd(last.getReadEnd() + 1_000_000_001L)
        .setRows(List.of())
        .build();
  }
}
