package io.dbintel.streams.model;

import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.verify.TextVerifier;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.streams.operators.deltas.CounterDeltas;
import io.dbintel.streams.operators.sequencing.PollSequencer;
import io.dbintel.streams.operators.sequencing.SequencerState;
import io.dbintel.streams.operators.deltas.CounterBase;
import io.dbintel.streams.statements.StatementDelta;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.StatementTurn;
import io.dbintel.streams.statements.StatementKey;
import io.dbintel.streams.statements.StatementRow;
import io.dbintel.streams.records.Validated;
import io.dbintel.streams.verification.RecordVerifier;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Drives the pure decisions of the statement path with maps for stores. */
public final class PureStream {
  private final RecordVerifier verifier = new RecordVerifier(TextVerifier.of(PiiConfig.defaults()));
  private final PollSequencer order = new PollSequencer();
  private final CounterDeltas deltas = new CounterDeltas();
  private final TreeMap<StatementKey, CounterBase> rows = new TreeMap<>();
  private final TreeMap<Long, StatementDelta> sums = new TreeMap<>();
  private SequencerState reads;

  /** Processes a chunk; true when it was applied. */
  public boolean process(StatementPollChunk chunk) {
    VerifiedRecord.Statements statements =
        (VerifiedRecord.Statements) verifier.verify(new Validated(chunk, List.of()));
    InstanceTurn turn = new InstanceTurn("t/i", 0, statements);
    reads = order.decide(reads, turn);
    if (turn.poll() == null) {
      return false;
    }
    if (statements.range() != null) {
      Set<StatementKey> present =
          statements.rows().stream().map(StatementRow::key).collect(Collectors.toSet());
      rows.keySet().removeIf(key -> statements.range().contains(key) && !present.contains(key));
    }
    StatementTurn row = new StatementTurn(turn.poll(), statements.columns(), turn.naming());
    for (StatementRow read : statements.rows()) {
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
  public SequencerState reads() {
    return reads;
  }
}
