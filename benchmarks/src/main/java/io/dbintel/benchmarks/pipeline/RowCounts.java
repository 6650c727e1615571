package io.dbintel.benchmarks.pipeline;

import io.dbintel.streams.telemetry.OperatorCounts;
import java.util.concurrent.atomic.LongAdder;

/** Counts how many statement rows grew and how many of these were named. Thread-safe. */
final class RowCounts {

  private static final String SELECTION = "adaptive-sampler";

  private final LongAdder grown = new LongAdder();
  private final LongAdder named = new LongAdder();

  /**
   * What became of statement rows.
   *
   * @param grown rows with growth
   * @param named those of them that left as an event of their own
   */
  record Rows(long grown, long named) {

    static final Rows NONE = new Rows(0, 0);

    Rows plus(Rows more) {
      return new Rows(grown + more.grown, named + more.named);
    }

    double namedShare() {
      return grown == 0 ? 0 : (double) named / grown;
    }
  }

  /** What was counted since this was last asked. */
  Rows take() {
    return new Rows(grown.sumThenReset(), named.sumThenReset());
  }

  /** Counts, and tells {@code next} too. */
  OperatorCounts before(OperatorCounts next) {
    return new OperatorCounts() {
      @Override
      public void in(String operator, long count) {
        if (operator.equals(SELECTION)) {
          grown.add(count);
        }
        next.in(operator, count);
      }

      @Override
      public void out(String operator, long count) {
        if (operator.equals(SELECTION)) {
          named.add(count);
        }
        next.out(operator, count);
      }

      @Override
      public void held(String operator, String reason, long count) {
        next.held(operator, reason, count);
      }

      @Override
      public void applied(String instance, long readEnd) {
        next.applied(instance, readEnd);
      }

      @Override
      public void released(String instance) {
        next.released(instance);
      }
    };
  }
}
