package io.dbintel.collector.statements;

import io.dbintel.collector.system.RecordSource;
import io.dbintel.schemas.avro.StatementEpoch;
import io.dbintel.schemas.avro.StatementKeyRange;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.StatementRow;
import io.dbintel.schemas.statement.StatementCounter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the chunks of a poll. Numbers the polls of this agent process. Used by one thread. */
final class StatementRecords {

  private final RecordSource source;
  private final NameDirectory names;
  private long seq;

  StatementRecords(RecordSource source, NameDirectory names) {
    this.source = source;
    this.names = names;
  }

  /** The chunks in order, each made when it is asked for. */
  Stream<StatementPollChunk> chunks(StatementSnapshot read) {
    long poll = ++seq;
    List<StatementChunks.Chunk> chunks = StatementChunks.of(read.changed());
    List<String> columns = read.counters().stream().map(StatementCounter::column).toList();
    return IntStream.range(0, chunks.size())
        .mapToObj(i -> chunk(read, columns, poll, i, chunks.size(), chunks.get(i)));
  }

  private StatementPollChunk chunk(
      StatementSnapshot read,
      List<String> columns,
      long poll,
      int number,
      int count,
      StatementChunks.Chunk chunk) {
    return StatementPollChunk.newBuilder()
        .setSystem(source.system())
        .setIncarnation(source.incarnation())
        .setServerAddress(source.host())
        .setServerPort(source.port())
        .setSeq(poll)
        .setChunk(number)
        .setChunks(count)
        .setFull(read.mode().full())
        .setRowsTotal(read.rowsTotal())
        .setReadStart(read.before().clock())
        .setReadEnd(read.after().clock())
        .setEpoch(new StatementEpoch(read.life().systemIdentifier(), read.life().statsReset()))
        .setSelection(read.life().selection())
        .setServerVersionNum(read.identity().serverVersion())
        .setPostmasterStart(read.identity().postmasterStart())
        .setTimeline(read.identity().timeline())
        .setInRecovery(read.identity().inRecovery())
        .setDeallocBefore(read.before().dealloc())
        .setDeallocAfter(read.after().dealloc())
        .setHiddenRows(read.hidden())
        .setKeyRange(read.mode().full() ? range(chunk) : null)
        .setColumns(columns)
        .setDatabases(names.databasesOf(chunk.rows()))
        .setUsers(names.rolesOf(chunk.rows()))
        .setRows(rows(chunk.rows()))
        .build();
  }

  private static StatementKeyRange range(StatementChunks.Chunk chunk) {
    return new StatementKeyRange(
        chunk.from() == null ? null : chunk.from().toAvro(),
        chunk.to() == null ? null : chunk.to().toAvro());
  }

  private static List<StatementRow> rows(List<CounterRow> rows) {
    List<StatementRow> records = new ArrayList<>(rows.size());
    for (CounterRow row : rows) {
      List<Long> values = Arrays.stream(row.values()).boxed().toList();
      records.add(new StatementRow(row.key().toAvro(), row.statsSince(), values));
    }
    return records;
  }
}
