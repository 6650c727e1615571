package io.dbintel.streams.processors;

import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.telemetry.OperatorCounts;

/** Counts what an operator took in, and whether it let it out or held it back. */
final class Held {
  private Held() {}

  /** Counts one decision of the operator, with the reason for which it held back, if it did. */
  static void report(String operator, InstanceTurn turn, OperatorCounts counts) {
    String reason = turn.takeHeld();
    counts.in(operator, 1);
    if (reason == null) {
      counts.out(operator, 1);
    } else {
      counts.held(operator, reason, 1);
    }
  }
}
