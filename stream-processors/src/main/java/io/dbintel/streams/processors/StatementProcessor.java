package io.dbintel.streams.processors;

import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.KeyedReader;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.RowOutcome;
import io.dbintel.streams.operator.SectionedState;
import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.operator.StatementTextReader;
import io.dbintel.streams.operator.StatementTurn;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.KeyRange;
import io.dbintel.streams.statements.StatementRow;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Runs the statement operators, in their order, on the rows of a chunk: reads a row's value once,
 * and has it written once if a part changed. A chunk of a full poll is joined with everything
 * remembered in its key range: what is remembered and not in the chunk has left the view and is
 * deleted, unless an operator keeps it.
 */
final class StatementProcessor {
  private final StatementOperator<?>[] operators;
  private final boolean[] seesSkippedRows;
  private final ChunkTally[] tallies;
  private final StatementTextReader texts;
  private final StatementStore store;
  private final SectionedState state = new SectionedState();

  StatementProcessor(
      List<StatementOperator<?>> operators, StatementTextReader texts, StatementStore store) {
    this.operators = operators.toArray(StatementOperator<?>[]::new);
    this.seesSkippedRows = new boolean[this.operators.length];
    this.tallies = new ChunkTally[this.operators.length];
    for (int i = 0; i < this.operators.length; i++) {
      seesSkippedRows[i] = this.operators[i].seesSkippedRows();
      tallies[i] = new ChunkTally(this.operators[i]);
    }
    this.texts = texts;
    this.store = store;
  }

  /**
   * Applies the chunk that the turn admitted. Outcomes and insights go to the turn, changes to the
   * store's list of writes.
   */
  void apply(
      VerifiedRecord.Statements chunk, byte[] prefix, InstanceTurn instance, KeyedReader keyed) {
    StatementTurn turn = new StatementTurn(instance, chunk, row -> texts.textOf(keyed, chunk, row));
    if (chunk.range() == null) {
      for (StatementRow row : chunk.rows()) {
        apply(row, store.read(row.key().storeKey()), turn);
      }
    } else {
      join(chunk, prefix, turn);
    }
  }

  private void join(VerifiedRecord.Statements chunk, byte[] prefix, StatementTurn turn) {
    List<StatementRow> rows = chunk.rows();
    try (KeyValueIterator<Bytes, byte[]> scan = store.scan(prefix, chunk.range())) {
      int next = 0;
      KeyValue<Bytes, byte[]> stored = next(scan, chunk.range());
      while (next < rows.size() || stored != null) {
        int order = next == rows.size() ? 1 : order(rows.get(next), stored);
        if (order > 0) {
          leave(stored, turn.instance());
        } else {
          apply(rows.get(next++), order == 0 ? stored.value : null, turn);
        }
        stored = order >= 0 ? next(scan, chunk.range()) : stored;
      }
    }
  }

  private static int order(StatementRow row, KeyValue<Bytes, byte[]> stored) {
    return stored == null ? -1 : Arrays.compareUnsigned(row.key().storeKey(), stored.key.get());
  }

  /** The next row remembered; null at the end of the range, which the range does not cover. */
  private static KeyValue<Bytes, byte[]> next(
      KeyValueIterator<Bytes, byte[]> scan, KeyRange range) {
    if (!scan.hasNext()) {
      return null;
    }
    KeyValue<Bytes, byte[]> stored = scan.next();
    boolean atEnd = range.to() != null && Arrays.equals(range.to().storeKey(), stored.key.get());
    return atEnd ? null : stored;
  }

  private void leave(KeyValue<Bytes, byte[]> stored, InstanceTurn instance) {
    state.reset(stored.value);
    for (StatementOperator<?> operator : operators) {
      if (keeps(operator, instance.chunk())) {
        return;
      }
    }
    store.delete(stored.key);
    instance.countDeletedRow();
    instance.stored().changed(InstanceProcessor.STATEMENTS, true, false);
  }

  private <S> boolean keeps(StatementOperator<S> operator, AdmittedChunk chunk) {
    S remembered = operator.part() == null ? null : state.get(operator.part());
    return remembered != null && operator.keeps(remembered, chunk);
  }

  private void apply(StatementRow row, byte[] stored, StatementTurn turn) {
    state.reset(stored);
    turn.begin(row);
    if (stored == null && !turn.instance().stored().hasRoom(InstanceProcessor.STATEMENTS)) {
      turn.skip(RowOutcome.OVER_BOUND);
    }
    for (int i = 0; i < operators.length; i++) {
      boolean wasSkipped = turn.skipped() != null;
      if (wasSkipped && !seesSkippedRows[i]) {
        continue;
      }
      boolean wasFolded = turn.folded() != null;
      turn.instance().requests().by(operators[i].name());
      decide(operators[i], turn);
      tallies[i].count(heldBy(turn, wasSkipped, wasFolded));
    }
    if (state.changed()) {
      store.put(row.key().storeKey(), state);
      turn.instance()
          .stored()
          .changed(InstanceProcessor.STATEMENTS, stored != null, !state.isEmpty());
    }
    RowOutcome outcome = turn.outcome();
    turn.instance().rows().add(outcome);
    if (outcome.named()) {
      turn.emit(named(row, outcome, turn));
    }
  }

  private <S> void decide(StatementOperator<S> operator, StatementTurn turn) {
    PartCodec<S> part = operator.part();
    if (part == null) {
      operator.decide(null, turn);
    } else {
      state.put(part, operator.decide(state.get(part), turn));
    }
  }

  /** Why the operator that decided last held the row back; null when it let it pass. */
  private static String heldBy(StatementTurn turn, boolean wasSkipped, boolean wasFolded) {
    if (!wasSkipped && turn.skipped() != null) {
      return turn.skipped();
    }
    return wasFolded ? null : turn.folded();
  }

  private static Insight named(StatementRow row, RowOutcome outcome, StatementTurn turn) {
    return new Insight.NamedStatement(
        turn.record().source(),
        turn.chunk().read(),
        row.key(),
        row.queryId(),
        row.nested(),
        outcome.delta(),
        turn.chunk().interval(),
        turn.record().database(row),
        turn.record().user(row),
        turn.text(),
        turn.weight());
  }

  /** Reports what the operators did with the chunk's rows. */
  void report(OperatorCounts counts) {
    for (ChunkTally tally : tallies) {
      tally.report(counts);
    }
  }
}
