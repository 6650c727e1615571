package io.dbintel.streams.operators.ledger;

import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.statement.StatementCounter;
import io.dbintel.streams.statements.DeltaFlag;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.statements.StatementDelta;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.RowOutcome;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.VerifiedRecord;

/**
 * Adds up what came in and what was told of an instance, hour by hour of its clock, so that anyone
 * can check that in = named + remainder, and where a gap is known. An hour is told with the first
 * record after it that says where it was read.
 */
public final class Ledger implements InstanceOperator<LedgerState> {
  private static final PartCodec<LedgerState> PART = new LedgerStateCodec();
  private static final long HOUR_MS = 3_600_000;

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public PartCodec<LedgerState> part() {
    return PART;
  }

  @Override
  public LedgerState decide(LedgerState prior, InstanceTurn turn) {
    long hour = turn.clock() / HOUR_MS;
    if (prior == null) {
      return LedgerState.begin(hour, 0);
    }
    Source source = turn.record().source();
    if (hour == prior.hour() || source == null) {
      return prior;
    }
    turn.emit(new Insight.Ledger(source, prior.hour(), prior.entries(), prior.qualityScore()));
    return LedgerState.begin(hour, prior.lastRead());
  }

  @Override
  public LedgerState settle(LedgerState prior, InstanceTurn turn) {
    long[] sums = prior.sums().clone();
    countRecord(sums, turn);
    for (RowOutcome row : turn.rows()) {
      countRow(sums, row);
    }
    long lastRead = turn.poll() == null ? prior.lastRead() : turn.poll().header().readEnd();
    return new LedgerState(prior.hour(), lastRead, sums);
  }

  private static void countRecord(long[] sums, InstanceTurn turn) {
    VerifiedRecord record = turn.record();
    if (record instanceof VerifiedRecord.Rejected) {
      add(sums, LedgerEntry.REJECTED, 1);
      return;
    }
    add(sums, LedgerEntry.RECORDS, 1);
    for (int count : record.detections().values()) {
      add(sums, LedgerEntry.DETECTIONS, count);
    }
    if (record instanceof VerifiedRecord.Statements) {
      boolean applied = turn.poll() != null;
      add(sums, applied ? LedgerEntry.CHUNKS_APPLIED : LedgerEntry.CHUNKS_STALE, 1);
    } else if (record instanceof VerifiedRecord.Outcome outcome) {
      add(sums, poll(outcome.status()), 1);
    }
  }

  private static LedgerEntry poll(PollStatus status) {
    return switch (status) {
      case OK -> LedgerEntry.POLLS_OK;
      case SKIPPED -> LedgerEntry.POLLS_SKIPPED;
      case FAILED, UNKNOWN -> LedgerEntry.POLLS_FAILED;
    };
  }

  private static void countRow(long[] sums, RowOutcome row) {
    StatementDelta delta = row.delta();
    if (delta == null) {
      add(sums, LedgerEntry.BASELINE_ROWS, "baseline".equals(row.held()) ? 1 : 0);
      return;
    }
    count(sums, LedgerEntry.CALLS_IN, delta.value(StatementCounter.CALLS), row.named());
    count(sums, LedgerEntry.ROWS_IN, delta.value(StatementCounter.ROWS), row.named());
    count(sums, LedgerEntry.TIME_IN, delta.value(StatementCounter.TOTAL_EXEC_TIME), row.named());
    for (DeltaFlag flag : DeltaFlag.values()) {
      add(sums, entry(flag), (delta.flags() & flag.bit()) != 0 ? 1 : 0);
    }
  }

  private static LedgerEntry entry(DeltaFlag flag) {
    return switch (flag) {
      case RESET -> LedgerEntry.FLAG_RESET;
      case EVICTED -> LedgerEntry.FLAG_EVICTED;
      case FIRST_SEEN -> LedgerEntry.FLAG_FIRST_SEEN;
    };
  }

  /** Counts under {@code in}, and under the entry for named or remainder that follows it. */
  private static void count(long[] sums, LedgerEntry in, long value, boolean named) {
    sums[in.ordinal()] += value;
    sums[in.ordinal() + (named ? 1 : 2)] += value;
  }

  private static void add(long[] sums, LedgerEntry entry, long value) {
    sums[entry.ordinal()] += value;
  }
}
