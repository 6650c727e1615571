package io.dbintel.streams.model;

import io.dbintel.schemas.avro.CounterEpoch;
import io.dbintel.schemas.avro.StatementKeyRange;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.StatementRow;
import io.dbintel.streams.model.ServerModel.Entry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A model of an agent: its cache of acknowledged rows, its polls, full and partial, in chunks. */
public final class AgentModel {
  private static final int ROWS_PER_CHUNK = 3;

  /** A chunk on its way, with the entries that its rows were read from. */
  public record Sent(StatementPollChunk chunk, List<Entry> entries) {

    /** Whether a row's key lies in the range that the chunk covers. */
    boolean covers(int row) {
      StatementKeyRange range = chunk.getKeyRange();
      return range != null
          && (range.getFrom() == null || key(row).compareTo(range.getFrom()) >= 0)
          && (range.getTo() == null || key(row).compareTo(range.getTo()) < 0);
    }
  }

  private record Acknowledged(long since, long calls, long plans, long time) {}

  private final ServerModel server;
  private final Map<Integer, Acknowledged> cache = new HashMap<>();
  private String incarnation;
  private long seq;
  private boolean fullNext = true;
  private CounterEpoch lastEpoch;
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
  public List<Sent> poll(boolean allCounters) {
    long start = server.tick();
    server.tick();
    boolean full =
        fullNext || !server.epoch().equals(lastEpoch) || lastSelection != server.selection();
    fullNext = false;
    lastEpoch = server.epoch();
    lastSelection = server.selection();
    int counters = full || allCounters ? ServerModel.COUNTERS.size() : ServerModel.HOT;
    List<Entry> read = new ArrayList<>();
    for (Entry entry : server.visibleRows().values()) {
      long[] now = entry.counters;
      long since = server.tellsOrigins() ? entry.since : 0;
      Acknowledged sent = new Acknowledged(since, now[0], now[1], now[3]);
      if (!sent.equals(cache.put(entry.row, sent)) || full) {
        read.add(entry);
      }
    }
    long end = server.tick();
    server.tick();
    seq++;
    return chunks(read, counters, full, start, end);
  }

  private List<Sent> chunks(List<Entry> read, int counters, boolean full, long start, long end) {
    int chunks = Math.max(1, (read.size() + ROWS_PER_CHUNK - 1) / ROWS_PER_CHUNK);
    List<Sent> sent = new ArrayList<>();
    for (int chunk = 0; chunk < chunks; chunk++) {
      int from = chunk * ROWS_PER_CHUNK;
      int to = Math.min(read.size(), from + ROWS_PER_CHUNK);
      StatementKeyRange range = null;
      if (full) {
        range =
            new StatementKeyRange(
                chunk == 0 ? null : key(read.get(from).row),
                chunk == chunks - 1 ? null : key(read.get(to).row));
      }
      List<Entry> entries = List.copyOf(read.subList(from, to));
      StatementPollChunk value =
          chunk(full, start, end)
              .setChunk(chunk)
              .setChunks(chunks)
              .setKeyRange(range)
              .setCounters(ServerModel.COUNTERS.subList(0, counters))
              .setRows(entries.stream().map(entry -> row(entry, counters)).toList())
              .build();
      sent.add(new Sent(value, entries));
    }
    return sent;
  }

  private StatementRow row(Entry entry, int counters) {
    List<Long> values = new ArrayList<>();
    for (int counter = 0; counter < counters; counter++) {
      values.add(entry.counters[counter]);
    }
    Long origin = server.tellsOrigins() ? entry.since : null;
    return new StatementRow(
        key(entry.row), Integer.toString(entry.row), 0, 0, false, origin, values);
  }

  private static ByteBuffer key(int row) {
    return Keys.postgresql(5, row, 10, true);
  }

  private StatementPollChunk.Builder chunk(boolean full, long start, long end) {
    return StatementPollChunk.newBuilder()
        .setSystem("postgresql")
        .setIncarnation(incarnation)
        .setServerAddress("db.example")
        .setServerPort(5432)
        .setSeq(seq)
        .setFull(full)
        .setRowsTotal(server.visibleRows().size())
        .setReadStart(start)
        .setReadEnd(end)
        .setEpoch(server.epoch())
        .setSelection(server.selection())
        .setServerVersion(server.version())
        .setTimeline(server.timeline())
        .setRole(server.role())
        .setEvictionsBefore(server.evictions())
        .setEvictionsAfter(server.evictions())
        .setHiddenRows(server.hiddenRows())
        .setPrivilegeBefore("all")
        .setPrivilegeAfter("all")
        .setDatabases(List.of("shop"))
        .setUsers(List.of("app"));
  }
}
