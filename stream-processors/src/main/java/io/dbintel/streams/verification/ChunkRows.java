package io.dbintel.streams.verification;

import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.StatementRow;
import io.dbintel.streams.statements.StatementKey;
import io.dbintel.streams.statements.StatementRow;
import io.dbintel.streams.records.RowProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a chunk as reads, sorted by key.
 *
 * @param reads readable rows, and those that are there but cannot be read
 * @param complete false when a row's identity was not valid, so that nothing follows from the
 *     absence of a key
 */
record ChunkRows(List<StatementRow> reads, boolean complete) {

  static ChunkRows of(StatementPollChunk chunk, List<RowProblem> problems) {
    Map<Integer, RowProblem> byIndex = new HashMap<>();
    boolean complete = true;
    for (RowProblem problem : problems) {
      byIndex.put(problem.index(), problem);
      complete &= problem.keyKnown();
    }
    List<StatementRow> reads = new ArrayList<>(chunk.getRows().size());
    for (int index = 0; index < chunk.getRows().size(); index++) {
      StatementRow row = chunk.getRows().get(index);
      RowProblem problem = byIndex.get(index);
      if (problem == null) {
        reads.add(read(row));
      } else if (problem.keyKnown()) {
        reads.add(StatementRow.unreadable(StatementKey.of(row.getKey())));
      }
    }
    reads.sort(Comparator.comparing(StatementRow::key));
    return new ChunkRows(reads, complete);
  }

  private static StatementRow read(StatementRow row) {
    List<Long> from = row.getValues();
    long[] values = new long[from.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = from.get(i);
    }
    long since = row.getStatsSince() == null ? 0 : row.getStatsSince();
    return new StatementRow(StatementKey.of(row.getKey()), since, values);
  }
}
