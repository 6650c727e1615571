package io.dbintel.systemtests.workload;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** When executions began and ended, on this machine's clock in microseconds since the epoch. */
final class ExecutionLog {

  private final NavigableMap<Long, AtomicLong> starts = new ConcurrentSkipListMap<>();
  private final NavigableMap<Long, AtomicLong> ends = new ConcurrentSkipListMap<>();

  static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  void record(long startMicros, long endMicros) {
    starts.computeIfAbsent(startMicros, at -> new AtomicLong()).incrementAndGet();
    ends.computeIfAbsent(endMicros, at -> new AtomicLong()).incrementAndGet();
  }

  /** Executions of which any moment lies within [from, to]. */
  long touching(long fromMicros, long toMicros) {
    long endedInOrAfter = sum(ends.tailMap(fromMicros, true));
    long startedAfter = sum(starts.tailMap(toMicros, false));
    return endedInOrAfter - startedAfter;
  }

  private static long sum(NavigableMap<Long, AtomicLong> counts) {
    return counts.values().stream().mapToLong(AtomicLong::get).sum();
  }
}
