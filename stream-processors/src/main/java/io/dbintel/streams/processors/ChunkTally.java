package io.dbintel.streams.processors;

import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what the statement operators did with a chunk's rows, to be reported once a chunk. */
final class ChunkTally {
  private final List<StatementOperator<?>> operators;
  private final long[] in;
  private final List<Map<String, Long>> held;

  ChunkTally(List<StatementOperator<?>> operators) {
    this.operators = operators;
    this.in = new long[operators.size()];
    this.held = operators.stream().<Map<String, Long>>map(operator -> new TreeMap<>()).toList();
  }

  void count(int operator, String reason) {
    in[operator]++;
    if (reason != null) {
      held.get(operator).merge(reason, 1L, Long::sum);
    }
  }

  void report(OperatorCounts counts) {
    for (int i = 0; i < in.length; i++) {
      String name = operators.get(i).name();
      long out = in[i];
      for (Map.Entry<String, Long> reason : held.get(i).entrySet()) {
        counts.held(name, reason.getKey(), reason.getValue());
        out -= reason.getValue();
      }
      counts.in(name, in[i]);
      counts.out(name, out);
    }
  }
}
