package io.dbintel.redaction.pii.trigger;

import java.util.ArrayList;
import java.util.List;

/**
 * The trigger automata of all detectors, over UTF-8 bytes. Two are stepped side by side: as a step
 * waits for memory and not for arithmetic, two cost little more than one, and their states add up
 * instead of multiplying. Long runs and configured detectors, if there are any, take a pass each.
 * Immutable and thread-safe; scanning allocates nothing.
 */
public final class TriggerLanes {
  /** What {@link #lanesIn} reports of runs and configured detectors. */
  static final int FURTHER = TriggerLane.RUNS.bit();

  private final TriggerDfa letters;
  private final TriggerDfa digits;
  private final List<TriggerDfa> further;

  private TriggerLanes(TriggerDfa letters, TriggerDfa digits, List<TriggerDfa> further) {
    this.letters = letters;
    this.digits = digits;
    this.further = List.copyOf(further);
  }

  /**
   * Compiles groups of triggers. The configured ones have an automaton of their own, so that they
   * cannot use up the budget of the built-in ones.
   *
   * @throws IllegalArgumentException if an automaton grows beyond its budget
   */
  public static TriggerLanes compile(
      List<List<TriggerPattern>> builtIn, List<List<TriggerPattern>> configured) {
    List<TriggerDfa> further = new ArrayList<>();
    for (List<List<TriggerPattern>> groups : List.of(of(TriggerLane.RUNS, builtIn), configured)) {
      if (!groups.isEmpty()) {
        further.add(TriggerCompiler.compile(groups));
      }
    }
    return new TriggerLanes(
        TriggerCompiler.compile(of(TriggerLane.LETTERS, builtIn)),
        TriggerCompiler.compile(of(TriggerLane.DIGITS, builtIn)),
        further);
  }

  private static List<List<TriggerPattern>> of(
      TriggerLane lane, List<List<TriggerPattern>> groups) {
    return groups.stream()
        .map(group -> group.stream().filter(trigger -> trigger.lane() == lane).toList())
        .filter(group -> !group.isEmpty())
        .toList();
  }

  /** States of all automata. */
  public int states() {
    return letters.states() + digits.states() + further.stream().mapToInt(TriggerDfa::states).sum();
  }

  /** True if any trigger stands in the range. */
  public boolean anyIn(byte[] utf8, int offset, int length) {
    int[] letterClass = letters.classes();
    int[] digitClass = digits.classes();
    int[] l = letters.table();
    int[] d = digits.table();
    int letter = 0;
    int digit = 0;
    for (int i = offset, end = offset + length; i < end; i++) {
      int value = utf8[i] & 0xFF;
      letter = l[letter + letterClass[value]];
      digit = d[digit + digitClass[value]];
      if ((letter | digit) < 0) {
        return true;
      }
    }
    for (int i = 0; i < further.size(); i++) {
      if (further.get(i).anyIn(utf8, offset, length)) {
        return true;
      }
    }
    return false;
  }

  /** True if any trigger stands in the text. */
  public boolean anyIn(String text) {
    int[] letterClass = letters.classes();
    int[] digitClass = digits.classes();
    int[] l = letters.table();
    int[] d = digits.table();
    int letter = 0;
    int digit = 0;
    for (int i = 0, length = text.length(); i < length; i++) {
      char unit = text.charAt(i);
      if (unit < 0x80) {
        letter = l[letter + letterClass[unit]];
        digit = d[digit + digitClass[unit]];
      } else {
        int codePoint = text.codePointAt(i);
        letter = letters.afterEncoded(letter, codePoint);
        digit = digits.afterEncoded(digit, codePoint);
        i += Character.charCount(codePoint) - 1;
      }
      if ((letter | digit) < 0) {
        return true;
      }
    }
    return furtherIn(text);
  }

  private boolean furtherIn(String text) {
    for (int i = 0; i < further.size(); i++) {
      if (further.get(i).anyIn(text)) {
        return true;
      }
    }
    return false;
  }

  /** The {@link TriggerLane#bit bits} of all lanes in which a trigger stands in the text. */
  public int lanesIn(String text) {
    return (letters.anyIn(text) ? TriggerLane.LETTERS.bit() : 0)
        | (digits.anyIn(text) ? TriggerLane.DIGITS.bit() : 0)
        | (furtherIn(text) ? FURTHER : 0);
  }

  /** The bits of the lanes that carry a group's triggers. */
  public static int lanesOf(List<TriggerPattern> group, boolean configured) {
    return configured
        ? FURTHER
        : group.stream().mapToInt(trigger -> trigger.lane().bit()).reduce(0, (a, b) -> a | b);
  }
}
