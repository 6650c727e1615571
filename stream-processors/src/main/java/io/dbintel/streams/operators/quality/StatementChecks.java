package io.dbintel.streams.operators.quality;

import io.dbintel.schemas.catalogue.CounterRole;
import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.schemas.catalogue.StatementCounter;
import io.dbintel.streams.operator.RowOutcome;
import io.dbintel.streams.statements.CounterSet;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.StatementDelta;
import io.dbintel.streams.statements.StatementRow;
import java.util.concurrent.TimeUnit;

/**
 * Checks the rows of one chunk: each counter against the others as they were read together, and the
 * growth against what the interval allows. A growth whose base is not the previous read may be of
 * more than the interval: it is not compared with it.
 */
final class StatementChecks {
  private static final long NANOS_PER_MICRO = 1_000;

  /** Cumulative times are rounded. */
  private static final long ROUNDING_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final QualityConfig config;
  private final long connections;
  private final Tuning tuning;
  private final long mostCalls;
  private final long read;
  private final double intervalNanos;
  private final long calls;
  private final long rows;
  private final long execTime;
  private final long planTime;
  private final long[] parts;
  private final long together;
  private final boolean growTogether;

  /**
   * Checks rows of a chunk.
   *
   * @param read the counters that the chunk has, as bits
   * @param connections how many the server may have
   * @param tuning takes note of how often statements are called
   */
  StatementChecks(
      QualityConfig config,
      StatementCatalogue catalogue,
      long read,
      Interval interval,
      long connections,
      Tuning tuning) {
    this.config = config;
    this.connections = connections;
    this.tuning = tuning;
    this.mostCalls = tuning.limit(Threshold.CALL_RATE, config);
    this.read = read;
    this.intervalNanos = (double) NANOS_PER_MICRO * Math.max(0, interval.end() - interval.start());
    this.calls = catalogue.maskOf(CounterRole.CALLS);
    this.rows = catalogue.maskOf(CounterRole.ROWS);
    this.execTime = catalogue.maskOf(CounterRole.EXEC_TIME);
    this.planTime = catalogue.maskOf(CounterRole.PLAN_TIME);
    this.parts =
        new long[] {
          catalogue.maskOf(CounterRole.CPU_TIME),
          catalogue.maskOf(CounterRole.IO_READ_TIME) | catalogue.maskOf(CounterRole.IO_WRITE_TIME)
        };
    long hot = 0;
    for (StatementCounter counter : catalogue.hotCounters()) {
      hot |= counter.bit();
    }
    this.together = calls | rows | execTime;
    this.growTogether = (hot & read & together) == together;
  }

  /** What is wrong with the row; null for nothing. */
  Reason check(StatementRow row, RowOutcome outcome) {
    if (RowOutcome.REWOUND.equals(outcome.reason())) {
      return Reason.REWOUND;
    }
    Reason reason = checkTogether(row.values());
    StatementDelta delta = outcome.delta();
    return reason != null || delta == null || delta.flags() != 0 ? reason : checkGrowth(delta);
  }

  private Reason checkTogether(long[] values) {
    if (has(calls) && sum(values, calls) == 0 && sum(values, execTime | rows) != 0) {
      return Reason.WORK_WITHOUT_CALLS;
    }
    if (!has(execTime)) {
      return null;
    }
    double time = (double) sum(values, execTime) + sum(values, planTime) + ROUNDING_NANOS;
    for (long part : parts) {
      if (sum(values, part) > time * config.processes()) {
        return Reason.PART_OVER_TIME;
      }
    }
    return null;
  }

  private Reason checkGrowth(StatementDelta delta) {
    long called = delta.sum(calls);
    boolean comparable = growTogether && (delta.mask() & together) == together;
    if (comparable && called == 0 && delta.sum(execTime | rows) != 0) {
      return Reason.WORK_WITHOUT_CALLS;
    }
    double callRate = called / Math.max(1, intervalNanos / TimeUnit.SECONDS.toNanos(1));
    tuning.observe(Threshold.CALL_RATE, (long) callRate);
    if (callRate > mostCalls) {
      return Reason.CALLS_OVER_RATE;
    }
    // Each connection executes one call at a time, so at most so many began before the interval.
    double longest = intervalNanos + config.longestCall().toNanos();
    if (comparable && delta.sum(execTime) > Math.min(called, connections) * longest) {
      return called <= connections ? Reason.MEAN_OVER_LONGEST : Reason.TIME_OVER_CAPACITY;
    }
    return null;
  }

  private boolean has(long wanted) {
    return wanted != 0 && (read & wanted) == wanted;
  }

  private long sum(long[] values, long wanted) {
    long sum = 0;
    for (long rest = read & wanted; rest != 0; rest &= rest - 1) {
      sum += values[CounterSet.rank(read, Long.lowestOneBit(rest))];
    }
    return sum;
  }
}
