package io.dbintel.streams.processors;

import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.util.Arrays;

/**
 * Counts what one statement operator did with a chunk's rows, to be reported once a chunk. The few
 * reasons an operator has are compared one by one: no map, no boxing on the path of a row.
 */
final class ChunkTally {
  private final String operator;
  private long in;
  private int reasonCount;
  private String[] reasons = new String[4];
  private long[] held = new long[4];

  ChunkTally(StatementOperator<?> operator) {
    this.operator = operator.name();
  }

  /** Counts a row that the operator saw; {@code reason} is null when it let the row pass. */
  void count(String reason) {
    in++;
    if (reason != null) {
      held[indexOf(reason)]++;
    }
  }

  private int indexOf(String reason) {
    for (int i = 0; i < reasonCount; i++) {
      if (reasons[i].equals(reason)) {
        return i;
      }
    }
    if (reasonCount == reasons.length) {
      reasons = Arrays.copyOf(reasons, reasonCount * 2);
      held = Arrays.copyOf(held, reasonCount * 2);
    }
    reasons[reasonCount] = reason;
    held[reasonCount] = 0;
    return reasonCount++;
  }

  /** Reports what was counted and begins at zero. */
  void report(OperatorCounts counts) {
    long out = in;
    for (int i = 0; i < reasonCount; i++) {
      counts.held(operator, reasons[i], held[i]);
      out -= held[i];
    }
    counts.in(operator, in);
    counts.out(operator, out);
    in = 0;
    reasonCount = 0;
  }
}
