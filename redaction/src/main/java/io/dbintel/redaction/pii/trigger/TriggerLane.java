package io.dbintel.redaction.pii.trigger;

/**
 * Kinds of triggers whose automata would multiply if they were joined: each state of a counter
 * would exist once for each state of the others.
 */
public enum TriggerLane {
  /** Words, prefixes, hexadecimal digits. */
  LETTERS,
  /** Counts of decimal digits. */
  DIGITS,
  /** Counts of decimal digits as long as a whole value. */
  LONG_DIGITS,
  /** Long counts of any letters and digits. */
  RUNS;

  /** By its first element, or by a range of small letters anywhere in it. */
  static TriggerLane of(String pattern) {
    int first = 0;
    while (first < pattern.length() && pattern.charAt(first) == '(') {
      first++;
    }
    boolean word = first < pattern.length() && Character.isLetter(pattern.charAt(first));
    return word || pattern.contains("a-") || pattern.contains("A-H") ? LETTERS : DIGITS;
  }
}
