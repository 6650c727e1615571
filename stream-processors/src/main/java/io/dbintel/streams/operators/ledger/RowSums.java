package io.dbintel.streams.operators.ledger;

import io.dbintel.schemas.catalogue.CounterRole;
import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.streams.operator.RowOutcome;
import io.dbintel.streams.statements.DeltaFlag;
import io.dbintel.streams.statements.StatementDelta;

/** Adds the rows of a chunk to an hour's sums. */
final class RowSums {
  private final long[] sums;
  private final long calls;
  private final long rows;
  private final long execTime;

  /** Adds to {@code sums}. */
  RowSums(long[] sums, StatementCatalogue catalogue) {
    this.sums = sums;
    this.calls = catalogue.maskOf(CounterRole.CALLS);
    this.rows = catalogue.maskOf(CounterRole.ROWS);
    this.execTime = catalogue.maskOf(CounterRole.EXEC_TIME);
  }

  void add(RowOutcome row) {
    StatementDelta delta = row.delta();
    if (delta == null) {
      addSkipped(row.reason());
      return;
    }
    add(LedgerEntry.CALLS_IN, delta.sum(calls), row.named());
    add(LedgerEntry.ROWS_IN, delta.sum(rows), row.named());
    add(LedgerEntry.TIME_IN, delta.sum(execTime), row.named());
    if (delta.flags() != 0) {
      addFlag(delta, DeltaFlag.RESET, LedgerEntry.FLAG_RESET);
      addFlag(delta, DeltaFlag.EVICTED, LedgerEntry.FLAG_EVICTED);
      addFlag(delta, DeltaFlag.FIRST_SEEN, LedgerEntry.FLAG_FIRST_SEEN);
    }
  }

  private void addSkipped(String reason) {
    switch (reason) {
      case RowOutcome.BASELINE -> sums[LedgerEntry.BASELINE_ROWS.ordinal()]++;
      case RowOutcome.REWOUND -> sums[LedgerEntry.REWOUND_ROWS.ordinal()]++;
      case RowOutcome.UNREADABLE -> sums[LedgerEntry.UNREADABLE_ROWS.ordinal()]++;
      case RowOutcome.OVER_BOUND -> sums[LedgerEntry.ROWS_OVER_BOUND.ordinal()]++;
      default -> {}
    }
  }

  /** Adds under {@code in}, and under the entry for named or remainder that follows it. */
  private void add(LedgerEntry in, long value, boolean named) {
    sums[in.ordinal()] += value;
    sums[in.ordinal() + (named ? 1 : 2)] += value;
  }

  private void addFlag(StatementDelta delta, DeltaFlag flag, LedgerEntry entry) {
    if ((delta.flags() & flag.bit()) != 0) {
      sums[entry.ordinal()]++;
    }
  }
}
