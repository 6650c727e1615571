package io.dbintel.streams.model;

import io.dbintel.streams.statements.StatementRow;
import io.dbintel.streams.statements.StatementKey;
import io.dbintel.streams.operators.sequencing.EpochProgress;
import io.dbintel.schemas.avro.OidName;
import io.dbintel.schemas.avro.StatementEpoch;
import io.dbintel.schemas.avro.StatementKey;
import io.dbintel.schemas.avro.StatementKeyRange;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.StatementRow;
import io.dbintel.streams.model.ServerModel.EpochProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A model of an agent: its cache of acknowledged rows, its polls, full and partial, in chunks. */
public final class AgentModel {
  private static final int ROWS_PER_CHUNK = 3;

  /** A chunk on its way, with the truth that its rows were read from. */
  public record Sent(StatementPollChunk chunk, List<EpochProgress> lives, List<long[]> truth) {}

  private record Seen(EpochProgress life, long calls, long plans, long time) {}

  private final ServerModel server;
  private final Map<Integer, Seen> cache = new HashMap<>();
  private String incarnation;
  private long seq;
  private boolean fullNext = true;
  private Long lastReset;
  private long lastSelection;

  /** A process that just started. */
  public AgentModel(ServerModel server, String incarnation) {
    this.server = server;
    this.incarnation = incarnation;
  }

  /** The process dies and another one starts. */
  public void restart(String next) {
    incarnation = next;
    seq = 0;
    fullNext = true;
    cache.clear();
  }

  /** The next poll is full. */
  public void wantFull() {
    fullNext = true;
  }

  /** Reads the server; everything is acknowledged. */
  public List<Sent> poll(boolean allColumns) {
    long start = server.tick();
    server.tick();
    boolean full =
        fullNext
            || !Objects.equals(lastReset, server.statsReset())
            || lastSelection != server.selection();
    fullNext = false;
    lastReset = server.statsReset();
    lastSelection = server.selection();
    int columns = full || allColumns ? ServerModel.COLUMNS.size() : ServerModel.HOT;
    List<Integer> rows = new ArrayList<>();
    for (Map.Entry<Integer, EpochProgress> row : server.rows().entrySet()) {
      EpochProgress life = row.getValue();
      Seen seen = new Seen(life, life.counters[0], life.counters[1], life.counters[3]);
      if (full || !seen.equals(cache.get(row.getKey()))) {
        rows.add(row.getKey());
      }
      cache.put(row.getKey(), seen);
    }
    long end = server.tick();
    server.tick();
    seq++;
    return chunks(rows, columns, full, start, end);
  }

  private List<Sent> chunks(List<Integer> rows, int columns, boolean full, long start, long end) {
    int chunks = Math.max(1, (rows.size() + ROWS_PER_CHUNK - 1) / ROWS_PER_CHUNK);
    List<Sent> sent = new ArrayList<>();
    for (int chunk = 0; chunk < chunks; chunk++) {
      int from = chunk * ROWS_PER_CHUNK;
      int to = Math.min(rows.size(), from + ROWS_PER_CHUNK);
      List<StatementRow> read = new ArrayList<>();
      List<EpochProgress> lives = new ArrayList<>();
      List<long[]> truth = new ArrayList<>();
      for (int row : rows.subList(from, to)) {
        EpochProgress life = server.rows().get(row);
        lives.add(life);
        truth.add(life.counters());
        read.add(row(row, life, columns));
      }
      StatementKeyRange range = null;
      if (full) {
        StatementKey low = chunk == 0 ? null : key(rows.get(from));
        StatementKey high = chunk == chunks - 1 ? null : key(rows.get(to));
        range = new StatementKeyRange(low, high);
      }
      sent.add(
          new Sent(chunk(chunk, chunks, full, start, end, range, columns, read), lives, truth));
    }
    return sent;
  }

  private StatementRow row(int row, EpochProgress life, int columns) {
    List<Long> values = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      values.add(life.counters[column]);
    }
    return new StatementRow(key(row), server.version() >= 17 ? life.since : null, values);
  }

  private static StatementKey key(int row) {
    return new StatementKey(5L, 10L, (long) row, true);
  }

  private StatementPollChunk chunk(
      int chunk,
      int chunks,
      boolean full,
      long start,
      long end,
      StatementKeyRange range,
      int columns,
      List<StatementRow> rows) {
    return StatementPollChunk.newBuilder()
        .setSystem("postgresql")
        .setIncarnation(incarnation)
        .setServerAddress("db.example")
        .setServerPort(5432)
        .setSeq(seq)
        .setChunk(chunk)
        .setChunks(chunks)
        .setFull(full)
        .setRowsTotal(server.rows().size())
        .setReadStart(start)
        .setReadEnd(end)
        .setEpoch(new StatementEpoch(server.systemIdentifier(), server.statsReset()))
        .setSelection(server.selection())
        .setServerVersionNum(server.version() * 10_000)
        .setPostmasterStart(server.postmasterStart())
        .setInRecovery(false)
        .setHiddenRows(0)
        .setKeyRange(range)
        .setColumns(ServerModel.COLUMNS.subList(0, columns))
        .setDatabases(List.of(new OidName(5L, "shop")))
        .setUsers(List.of(new OidName(10L, "app")))
        .setRows(rows)
        .build();
  }
}
