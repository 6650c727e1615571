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
import io.dbintel.streams.statements.StatementRow;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.util.List;

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
  void apply(VerifiedRecord.Statements chunk, InstanceTurn instance, KeyedReader keyed) {
    StatementTurn turn = new StatementTurn(instance, chunk, row -> texts.textOf(keyed, chunk, row));
    if (chunk.range() == null) {
      for (StatementRow row : chunk.rows()) {
        apply(row, store.read(row.key().storeKey(), state), turn);
      }
    } else {
      join(chunk, turn);
    }
  }

  private void join(VerifiedRecord.Statements chunk, StatementTurn turn) {
    List<StatementRow> rows = chunk.rows();
    StatementStore.Scan stored = store.scan(chunk.range());
    boolean more = stored.next();
    int next = 0;
    while (next < rows.size() || more) {
      int order = order(stored, more, next == rows.size() ? null : rows.get(next));
      if (order <= 0) {
        stored.load(state);
      } else {
        state.reset(null);
      }
      if (order < 0) {
        leave(stored, turn.instance());
      } else {
        apply(rows.get(next++), order == 0, turn);
      }
      more = order <= 0 ? stored.next() : more;
    }
  }

  /** Below 0 when the remembered row comes first, 0 when it is the row, above when the row does. */
  private static int order(StatementStore.Scan stored, boolean more, StatementRow row) {
    if (!more) {
      return 1;
    }
    return row == null ? -1 : stored.compareTo(row.key());
  }

  private void leave(StatementStore.Scan stored, InstanceTurn instance) {
    for (StatementOperator<?> operator : operators) {
      if (keeps(operator, instance.chunk())) {
        return;
      }
    }
    stored.delete();
    instance.countDeletedRow();
    instance.stored().changed(InstanceProcessor.STATEMENTS, true, false);
  }

  private <S> boolean keeps(StatementOperator<S> operator, AdmittedChunk chunk) {
    S remembered = operator.part() == null ? null : state.get(operator.part());
    return remembered != null && operator.keeps(remembered, chunk);
  }

  /** Applies a row; what is remembered of it, if it is known, has been read. */
  private void apply(StatementRow row, boolean known, StatementTurn turn) {
    turn.begin(row);
    if (!known && !turn.instance().stored().hasRoom(InstanceProcessor.STATEMENTS)) {
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
      store.put(row.key().storeKey(), state, known);
      turn.instance().stored().changed(InstanceProcessor.STATEMENTS, known, !state.isEmpty());
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
