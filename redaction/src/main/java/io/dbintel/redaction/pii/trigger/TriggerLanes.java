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
  /** An array is read faster than {@link String#charAt} reads a text. */
  private static final ThreadLocal<char[]> CHUNK = ThreadLocal.withInitial(() -> new char[1_024]);

  private final TriggerDfa letters;
  private final TriggerDfa digits;
  private final List<TriggerDfa> further;

  private TriggerLanes(List<TriggerDfa> sideBySide, List<TriggerDfa> further) {
    this.letters = sideBySide.get(0);
    this.digits = sideBySide.get(1);
    this.further = List.copyOf(further);
  }

  /**
   * Compiles groups of triggers. The configured ones have an automaton of their own, so that they
   * cannot use up the budget of the built-in ones.
   *
   * @throws IllegalArgumentException if an automaton grows beyond its budget
   */
  public static TriggerLanes compile(List<TriggerGroup> builtIn, List<TriggerGroup> configured) {
    List<TriggerDfa> further = new ArrayList<>();
    for (List<TriggerGroup> groups : List.of(of(TriggerLane.RUNS, builtIn), configured)) {
      if (!groups.isEmpty()) {
        further.addAll(TriggerCompiler.compile(List.of(groups)));
      }
    }
    return new TriggerLanes(
        TriggerCompiler.compile(
            List.of(of(TriggerLane.LETTERS, builtIn), of(TriggerLane.DIGITS, builtIn))),
        further);
  }

  private static List<TriggerGroup> of(TriggerLane lane, List<TriggerGroup> groups) {
    return groups.stream().map(group -> group.in(lane)).filter(group -> !group.isEmpty()).toList();
  }

  /** The joint bits of all groups of which a trigger stands in the range. */
  public long in(byte[] utf8, int offset, int length) {
    char[] classes = letters.classes();
    int[] l = letters.table();
    int[] d = digits.table();
    long found = 0;
    int letter = 0;
    int digit = 0;
    for (int i = offset, end = offset + length; i < end; i++) {
      int type = classes[utf8[i] & 0xFF];
      letter = l[letter + type];
      digit = d[digit + type];
      if ((letter | digit) < 0) {
        found |= letters.endingIn(letter) | digits.endingIn(digit);
        letter = TriggerDfa.row(letter);
        digit = TriggerDfa.row(digit);
      }
    }
    for (int i = 0; i < further.size(); i++) {
      found |= further.get(i).in(utf8, offset, length);
    }
    return found;
  }

  /** The joint bits of all groups of which a trigger stands in the text. */
  public long in(String text) {
    long found = sideBySideIn(text);
    for (int i = 0; i < further.size(); i++) {
      found |= further.get(i).in(text, 0, 0);
    }
    return found;
  }

  private long sideBySideIn(String text) {
    char[] units = CHUNK.get();
    char[] classes = letters.classes();
    int[] l = letters.table();
    int[] d = digits.table();
    long found = 0;
    int letter = 0;
    int digit = 0;
    for (int start = 0; start < text.length(); start += units.length) {
      int length = Math.min(units.length, text.length() - start);
      text.getChars(start, start + length, units, 0);
      for (int i = 0; i < length; i++) {
        char unit = units[i];
        if (unit >= 0x80) {
          return found | letters.in(text, start + i, letter) | digits.in(text, start + i, digit);
        }
        int type = classes[unit];
        letter = l[letter + type];
        digit = d[digit + type];
        if ((letter | digit) < 0) {
          found |= letters.endingIn(letter) | digits.endingIn(digit);
          letter = TriggerDfa.row(letter);
          digit = TriggerDfa.row(digit);
        }
      }
    }
    return found;
  }
}
