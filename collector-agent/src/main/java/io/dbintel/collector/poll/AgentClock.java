package io.dbintel.collector.poll;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The agent's clock: it says when polls are due, never what a counter was. */
final class AgentClock {

  private AgentClock() {}

  /** Microseconds since the Unix epoch. */
  static long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}
