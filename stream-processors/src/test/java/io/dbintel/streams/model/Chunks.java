package io.dbintel.streams.model;

import io.dbintel.streams.statements.StatementRow;
import io.dbintel.streams.statements.StatementKey;
import io.dbintel.streams.statements.CounterSet;
import io.dbintel.schemas.avro.OidName;
import io.dbintel.schemas.avro.StatementEpoch;
import io.dbintel.schemas.avro.StatementKey;
import io.dbintel.schemas.avro.StatementKeyRange;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.StatementRow;
import java.util.List;

/** Statement poll chunks written by hand, for tests. */
public final class Chunks {
  /** CounterSet of {@link #row}. */
  public static final List<String> COLUMNS = List.of("calls", "rows", "total_exec_time");

  private Chunks() {}

  /** A row: calls, as many rows, a millisecond each. */
  public static StatementRow row(long queryid, long calls) {
    return row(queryid, List.of(calls, calls, calls * 1_000_000));
  }

  /** A row with these values. */
  public static StatementRow row(long queryid, List<Long> values) {
    return new StatementRow(new StatementKey(5L, 10L, queryid, true), null, values);
  }

  /** A full poll in one chunk, read at {@code second}. */
  public static StatementPollChunk full(long seq, long second, StatementRow... rows) {
    return poll(seq, second, true, rows);
  }

  /** A partial poll in one chunk. */
  public static StatementPollChunk partial(long seq, long second, StatementRow... rows) {
    return poll(seq, second, false, rows);
  }

  private static StatementPollChunk poll(
      long seq, long second, boolean full, StatementRow... rows) {
    return StatementPollChunk.newBuilder()
        .setSystem("postgresql")
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
        .setEpoch(new StatementEpoch("7", 1L))
        .setSelection(1L)
        .setServerVersionNum(160_000)
        .setPostmasterStart(1L)
        .setInRecovery(false)
        .setHiddenRows(0)
        .setKeyRange(full ? new StatementKeyRange(null, null) : null)
        .setColumns(COLUMNS)
        .setDatabases(List.of(new OidName(5L, "shop")))
        .setUsers(List.of(new OidName(10L, "app")))
        .setRows(List.of(rows))
        .build();
  }
}
