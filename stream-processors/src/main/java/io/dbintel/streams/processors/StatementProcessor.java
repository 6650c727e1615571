package io.dbintel.streams.processors;

import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.RowOutcome;
import io.dbintel.streams.operator.SectionedState;
import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.operator.StatementTurn;
import io.dbintel.streams.statements.KeyRange;
import io.dbintel.streams.statements.StatementKey;
import io.dbintel.streams.statements.StatementRow;
import io.dbintel.streams.telemetry.OperatorCounts;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Owns the statements store: reads a row's value once, runs the statement operators in their order,
 * and writes the value once if a part changed. A chunk of a full poll is joined with everything
 * remembered in its key range: what is remembered and not in the chunk has left the view and is
 * deleted. All is decided before anything is written.
 */
final class StatementProcessor {
  private final List<StatementOperator<?>> operators;
  private final OperatorCounts counts;
  private final KeyValueStore<Bytes, byte[]> store;

  StatementProcessor(
      List<StatementOperator<?>> operators,
      OperatorCounts counts,
      KeyValueStore<Bytes, byte[]> store) {
    this.operators = operators;
    this.counts = counts;
    this.store = store;
  }

  /** Applies the chunk that the turn admitted; outcomes and findings go to the turn. */
  void apply(VerifiedRecord.Statements chunk, InstanceTurn turn) {
    StatementRows rows = new StatementRows(store, turn.instance());
    Chunk work = new Chunk(chunk, turn, rows);
    if (chunk.range() == null) {
      for (StatementRow read : chunk.rows()) {
        Bytes key = rows.key(read.key());
        work.apply(read, key, rows.read(key));
      }
    } else {
      work.join(chunk.range());
    }
    rows.flush();
    work.tally.report(counts);
  }

  /** Forgets all rows of the instance. */
  void forget(String instance) {
    StatementRows rows = new StatementRows(store, instance);
    rows.deleteAll();
    rows.flush();
  }

  private final class Chunk {
    private final VerifiedRecord.Statements chunk;
    private final InstanceTurn instance;
    private final StatementRows rows;
    private final StatementTurn turn;
    private final ChunkTally tally = new ChunkTally(operators);

    Chunk(VerifiedRecord.Statements chunk, InstanceTurn instance, StatementRows rows) {
      this.chunk = chunk;
      this.instance = instance;
      this.rows = rows;
      this.turn = new StatementTurn(instance.poll(), chunk.columns(), instance.naming());
    }

    void join(KeyRange range) {
      try (KeyValueIterator<Bytes, byte[]> scan = rows.scan(range)) {
        Iterator<StatementRow> reads = chunk.rows().iterator();
        StatementRow read = reads.hasNext() ? reads.next() : null;
        KeyValue<Bytes, byte[]> stored = next(scan, range);
        while (read != null || stored != null) {
          Bytes key = read == null ? null : rows.key(read.key());
          int order = order(key, stored);
          if (order > 0) {
            rows.delete(stored.key);
            stored = next(scan, range);
            continue;
          }
          apply(read, key, order == 0 ? stored.value : null);
          stored = order == 0 ? next(scan, range) : stored;
          read = reads.hasNext() ? reads.next() : null;
        }
      }
    }

    private int order(Bytes key, KeyValue<Bytes, byte[]> stored) {
      if (key == null) {
        return 1;
      }
      return stored == null ? -1 : key.compareTo(stored.key);
    }

    private KeyValue<Bytes, byte[]> next(KeyValueIterator<Bytes, byte[]> scan, KeyRange range) {
      if (!scan.hasNext()) {
        return null;
      }
      KeyValue<Bytes, byte[]> stored = scan.next();
      return rows.isEnd(stored.key, range) ? null : stored;
    }

    void apply(StatementRow read, Bytes key, byte[] stored) {
      SectionedState state = SectionedState.of(stored);
      turn.begin(read);
      for (int i = 0; i < operators.size() && turn.held() == null; i++) {
        decide(operators.get(i), state);
        tally.count(i, turn.held());
      }
      if (state.changed()) {
        rows.write(key, state);
      }
      RowOutcome outcome = turn.outcome();
      instance.rows().add(outcome);
      if (outcome.named()) {
        instance.emit(named(read.key(), outcome));
      }
    }

    private <S> void decide(StatementOperator<S> operator, SectionedState state) {
      PartCodec<S> part = operator.part();
      if (part == null) {
        operator.decide(null, turn);
      } else {
        state.put(part, operator.decide(state.get(part), turn));
      }
    }

    private Insight named(StatementKey key, RowOutcome outcome) {
      return new Insight.TopQuery(
          chunk.source(),
          turn.poll().read(),
          key,
          outcome.delta(),
          turn.poll().interval(),
          chunk.databases().get(key.dbid()),
          chunk.users().get(key.userid()),
          null);
    }
  }
}
