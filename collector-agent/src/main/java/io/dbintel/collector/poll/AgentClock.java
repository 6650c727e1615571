package io.dbintel.collector.poll;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The agent's clocks: they say when polls are due, never what a counter was. The time of day may
 * step; how long to leave something alone is measured with the other one.
 */
final class AgentClock {

  private AgentClock() {}

  /** Microseconds since the Unix epoch. */
  static long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  /** Microseconds since some moment; never steps. */
  static long elapsedMicros() {
    return System.nanoTime() / 1_000;
  }
}
