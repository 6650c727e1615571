package io.dbintel.collector.statements;

import io.dbintel.collector.system.RecordSource;
import io.dbintel.schemas.avro.CounterEpoch;
import io.dbintel.schemas.avro.StatementKeyRange;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.StatementRow;
import io.dbintel.schemas.catalogue.StatementCounter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the chunks of a poll. Numbers the polls of this agent process. Used by one thread. */
final class StatementRecords {

  private final RecordSource source;
  private long seq;

  StatementRecords(RecordSource source) {
    this.source = source;
  }

  /** The chunks in order, each made when it is asked for. */
  Stream<StatementPollChunk> chunks(StatementSnapshot snapshot) {
    long poll = ++seq;
    List<StatementChunks.Chunk> chunks = StatementChunks.of(snapshot.changed());
    List<Integer> counters = snapshot.counters().stream().map(StatementCounter::number).toList();
    return IntStream.range(0, chunks.size())
        .mapToObj(i -> chunk(snapshot, counters, poll, i, chunks.size(), chunks.get(i)));
  }

  private StatementPollChunk chunk(
      StatementSnapshot snapshot,
      List<Integer> counters,
      long poll,
      int number,
      int count,
      StatementChunks.Chunk chunk) {
    StatementHeader header = snapshot.header();
    CounterMark before = header.before();
    boolean full = snapshot.plan().mode().full();
    NameIndex databases = new NameIndex();
    NameIndex users = new NameIndex();
    List<StatementRow> rows = rows(chunk.rows(), databases, users);
    return StatementPollChunk.newBuilder()
        .setSystem(source.system())
        .setIncarnation(source.incarnation())
        .setServerAddress(source.host())
        .setServerPort(source.port())
        .setSeq(poll)
        .setChunk(number)
        .setChunks(count)
        .setFull(full)
        .setRowsTotal(snapshot.rowsRead())
        .setReadStart(before.clock())
        .setReadEnd(snapshot.after().clock())
        .setEpoch(new CounterEpoch(header.serverId(), before.countersSince(), header.serverStart()))
        .setSelection(header.selection())
        .setServerVersion(header.serverVersion())
        .setTimeline(header.timeline())
        .setRole(header.role())
        .setEvictionsBefore(before.evictions())
        .setEvictionsAfter(snapshot.after().evictions())
        .setHiddenRows(snapshot.hidden())
        .setPrivilegeBefore(before.privilege())
        .setPrivilegeAfter(snapshot.after().privilege())
        .setKeyRange(full ? range(chunk) : null)
        .setCounters(counters)
        .setDatabases(databases.names())
        .setUsers(users.names())
        .setRows(rows)
        .build();
  }

  private static StatementKeyRange range(StatementChunks.Chunk chunk) {
    return new StatementKeyRange(bytes(chunk.from()), bytes(chunk.to()));
  }

  private static ByteBuffer bytes(StatementKey key) {
    return key == null ? null : key.bytes();
  }

  private static List<StatementRow> rows(
      List<CounterRow> rows, NameIndex databases, NameIndex users) {
    List<StatementRow> records = new ArrayList<>(rows.size());
    for (CounterRow row : rows) {
      List<Long> values = Arrays.stream(row.values()).boxed().toList();
      records.add(
          new StatementRow(
              row.key().bytes(),
              row.queryId(),
              databases.of(row.database()),
              users.of(row.user()),
              row.nested(),
              row.origin(),
              values));
    }
    return records;
  }
}
