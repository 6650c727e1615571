package io.dbintel.streams.validation;

import io.dbintel.streams.records.RowProblem;
import io.dbintel.streams.statements.StatementRow;
import io.dbintel.schemas.avro.StatementKey;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.StatementRow;
import io.dbintel.streams.statements.KeyRange;
import io.dbintel.streams.statements.StatementKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks a statement poll chunk: what it says of its poll, then each row by itself. */
final class StatementChunkCheck {
  private static final int MAX_CHUNKS = 65_536;
  private static final int MAX_ROWS = 4_096;

  private StatementChunkCheck() {}

  static List<RowProblem> check(StatementPollChunk chunk) throws InvalidRecordException {
    header(chunk);
    KeyRange range = KeyRange.of(chunk.getKeyRange());
    Set<StatementKey> seen = new HashSet<>();
    List<RowProblem> problems = new ArrayList<>();
    for (int index = 0; index < chunk.getRows().size(); index++) {
      RowProblem problem = row(chunk, index, range, seen);
      if (problem != null) {
        problems.add(problem);
      }
    }
    return problems;
  }

  private static void header(StatementPollChunk chunk) throws InvalidRecordException {
    FieldChecks.incarnation(chunk.getIncarnation());
    FieldChecks.port(chunk.getServerPort());
    FieldChecks.notNegative("seq", chunk.getSeq());
    int chunks = chunk.getChunks();
    FieldChecks.require(
        chunks >= 1 && chunks <= MAX_CHUNKS, "chunks", chunks, "1 to " + MAX_CHUNKS);
    FieldChecks.require(
        chunk.getChunk() >= 0 && chunk.getChunk() < chunks,
        "chunk",
        chunk.getChunk(),
        "0 to " + (chunks - 1));
    FieldChecks.readTimes(chunk.getReadStart(), chunk.getReadEnd());
    Long reset = chunk.getEpoch().getStatsReset();
    FieldChecks.notNegative("epoch.stats_reset", reset == null ? 0 : reset);
    int rows = chunk.getRows().size();
    FieldChecks.require(rows <= MAX_ROWS, "number of rows", rows, "at most " + MAX_ROWS);
    List<String> columns = chunk.getColumns();
    FieldChecks.require(
        new HashSet<>(columns).size() == columns.size(),
        "number of columns",
        columns.size(),
        "each column once");
    if (chunk.getFull() != (chunk.getKeyRange() != null)) {
      throw new InvalidRecordException(
          "invalid_field",
          "key_range is "
              + (chunk.getFull() ? "absent" : "set")
              + " and full is "
              + chunk.getFull()
              + "; expected a range when and only when full");
    }
  }

  private static RowProblem row(
      StatementPollChunk chunk, int index, KeyRange range, Set<StatementKey> seen) {
    StatementRow row = chunk.getRows().get(index);
    StatementKey avroKey = row.getKey();
    if (!FieldChecks.isOid(avroKey.getDbid()) || !FieldChecks.isOid(avroKey.getUserid())) {
      return new RowProblem(
          index,
          false,
          "row "
              + index
              + ": dbid is "
              + avroKey.getDbid()
              + ", userid is "
              + avroKey.getUserid()
              + "; expected unsigned 32 bits");
    }
    StatementKey key = StatementKey.of(avroKey);
    if (range != null && !range.contains(key)) {
      return new RowProblem(
          index, false, "row " + index + ": " + key + " lies outside the chunk's key range");
    }
    if (!seen.add(key)) {
      return new RowProblem(index, false, "row " + index + ": " + key + " is in the chunk twice");
    }
    String problem = values(chunk, row);
    return problem == null
        ? null
        : new RowProblem(index, true, "row " + index + " " + key + ": " + problem);
  }

  private static String values(StatementPollChunk chunk, StatementRow row) {
    if (row.getValues().size() != chunk.getColumns().size()) {
      return "has " + row.getValues().size() + " values; expected " + chunk.getColumns().size();
    }
    if (row.getStatsSince() != null && row.getStatsSince() < 0) {
      return "stats_since is " + row.getStatsSince() + "; expected µs since the epoch";
    }
    for (int i = 0; i < row.getValues().size(); i++) {
      if (row.getValues().get(i) < 0) {
        return chunk.getColumns().get(i) + " is " + row.getValues().get(i) + "; expected 0 or more";
      }
    }
    return null;
  }
}
