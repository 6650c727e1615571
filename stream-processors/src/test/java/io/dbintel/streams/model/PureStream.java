package io.dbintel.streams.model;

import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.verify.TextVerifier;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.streams.deltas.CounterDeltas;
import io.dbintel.streams.deltas.ReadOrder;
import io.dbintel.streams.deltas.ReadState;
import io.dbintel.streams.deltas.StatementState;
import io.dbintel.streams.findings.StatementDelta;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.StatementTurn;
import io.dbintel.streams.statements.RowKey;
import io.dbintel.streams.statements.StatementRead;
import io.dbintel.streams.validation.ValidRecord;
import io.dbintel.streams.verification.RecordVerifier;
import io.dbintel.streams.verification.VerifiedRecord;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Drives the pure decisions of the statement path with maps for stores. */
public final class PureStream {
  private final RecordVerifier verifier = new RecordVerifier(TextVerifier.of(PiiConfig.defaults()));
  private final ReadOrder order = new ReadOrder();
  private final CounterDeltas deltas = new CounterDeltas();
  private final TreeMap<RowKey, StatementState> rows = new TreeMap<>();
  private final TreeMap<Long, StatementDelta> sums = new TreeMap<>();
  private ReadState reads;

  /** Processes a chunk; true when it was applied. */
  public boolean process(StatementPollChunk chunk) {
    VerifiedRecord.Statements statements =
        (VerifiedRecord.Statements) verifier.verify(new ValidRecord(chunk, List.of()));
    InstanceTurn turn = new InstanceTurn("t/i", 0, statements);
    reads = order.decide(reads, turn);
    if (turn.poll() == null) {
      return false;
    }
    if (statements.range() != null) {
      Set<RowKey> present =
          statements.rows().stream().map(StatementRead::key).collect(Collectors.toSet());
      rows.keySet().removeIf(key -> statements.range().contains(key) && !present.contains(key));
    }
    StatementTurn row = new StatementTurn(turn.poll(), statements.columns(), turn.naming());
    for (StatementRead read : statements.rows()) {
      row.begin(read);
      rows.put(read.key(), deltas.decide(rows.get(read.key()), row));
      if (row.delta() != null) {
        sums.merge(read.key().queryid(), row.delta(), StatementDelta::plus);
      }
    }
    return true;
  }

  /** Sum of the deltas of a row. */
  public StatementDelta sum(long row) {
    return sums.getOrDefault(row, StatementDelta.NONE);
  }

  /** What is remembered of the reads. */
  public ReadState reads() {
    return reads;
  }
}
