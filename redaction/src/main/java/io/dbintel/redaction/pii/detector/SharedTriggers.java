package io.dbintel.redaction.pii.detector;

import io.dbintel.redaction.pii.trigger.TriggerPattern;

/**
 * Coarse triggers that several detectors share in the joint automaton. Counters of digits multiply
 * its states, so there are two of them only; a date, also one with a time of day, sets off neither.
 */
final class SharedTriggers {
  /** Nine digits, dots or dashes between them. */
  static final TriggerPattern NINE_DIGITS = TriggerPattern.exact("[0-9]([.\\-]?[0-9]){8}");

  /** Eleven digits, up to two blanks or dashes between them. */
  static final TriggerPattern ELEVEN_DIGITS = TriggerPattern.exact("[0-9]([ \\-]{0,2}[0-9]){10}");

  private SharedTriggers() {}
}
