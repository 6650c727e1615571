package io.dbintel.redaction.pii.trigger;

import java.util.List;

/**
 * Triggers that are reported together.
 *
 * @param bits what a set of triggered groups holds if a text has one of them
 */
public record TriggerGroup(long bits, List<TriggerPattern> triggers) {
  /** The triggers of one lane. */
  TriggerGroup in(TriggerLane lane) {
    return new TriggerGroup(
        bits, triggers.stream().filter(trigger -> trigger.lane() == lane).toList());
  }

  boolean isEmpty() {
    return triggers.isEmpty();
  }
}
