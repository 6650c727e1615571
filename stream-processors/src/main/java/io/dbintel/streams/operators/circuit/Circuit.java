package io.dbintel.streams.operators.circuit;

import java.util.Locale;

/**
 * States of a circuit, in the words of resilience4j's circuit breaker. The order is that of stored
 * values and must not change.
 */
enum Circuit {
  /** Polls go on and are judged. */
  CLOSED(0),
  /** Polling rests. */
  OPEN(1),
  /** A few polls are let through and decide. */
  HALF_OPEN(2),
  /** A person keeps polling stopped. */
  FORCED_OPEN(1),
  /** A person keeps polling going whatever the polls say; resilience4j calls it disabled. */
  FORCED_CLOSED(0);

  private final int value;

  Circuit(int value) {
    this.value = value;
  }

  /** Value of the metric: 0 closed, 1 open, 2 half-open. */
  int value() {
    return value;
  }

  /** Name in events. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
