package io.dbintel.redaction.pii.trigger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All trigger automata of a scanner as one, so that a byte costs one step. Joined beforehand their
 * states would multiply; here only those exist that some text has reached, which are few, and each
 * step is added when a text first takes it. If there is room for no more, it says so, and the
 * automata must be asked one by one. Thread-safe; taking known steps allocates and locks nothing.
 */
final class LearnedDfa {
  /** The result of a step to a state for which there is no room. */
  static final int NO_ROOM = Integer.MIN_VALUE;

  /** Bounds the table to 3 MB at a hundred classes of bytes. */
  static final int MAX_STATES = 8_000;

  private static final int UNKNOWN = 0;
  private static final VarHandle STEP = MethodHandles.arrayElementVarHandle(int[].class);

  private final List<TriggerDfa> automata;
  private final char[] classOf;
  private final int width;
  private final int maxStates;

  /**
   * By row of a state plus class the row of the next state, negative if a trigger ends there. An
   * entry is written once, so that readers need no lock.
   */
  private final int[] next;

  /** By number of a state; written before the first entry that leads there. */
  private final long[] ending;

  private final Map<List<Integer>, Integer> numbers = new HashMap<>();
  private final List<List<Integer>> states = new ArrayList<>();

  /**
   * @param automata over the same classes of bytes
   */
  LearnedDfa(List<TriggerDfa> automata, int maxStates) {
    this.automata = List.copyOf(automata);
    this.classOf = automata.get(0).classes();
    this.width = automata.get(0).width();
    this.maxStates = maxStates;
    this.next = new int[(maxStates + 1) * width];
    this.ending = new long[maxStates + 1];
    states.add(List.of());
    add(automata.stream().map(automaton -> 0).toList(), 0);
  }

  /** How many states are known. */
  synchronized int size() {
    return states.size() - 1;
  }

  /** Class by byte. */
  char[] classes() {
    return classOf;
  }

  /** Next state by row of a state plus class; not positive where {@link #learn} must be asked. */
  int[] table() {
    return next;
  }

  /** The row of the start. */
  int start() {
    return width;
  }

  static int row(int state) {
    return state & Integer.MAX_VALUE;
  }

  /** The bits of the triggers that end in a state that {@link #learn} gave. */
  long endingIn(int state) {
    return state < 0 ? ending[row(state) / width] : 0;
  }

  /** The state behind a byte, or {@link #NO_ROOM}. */
  int after(int state, int value) {
    int step = row(state) + classOf[value];
    int to = next[step];
    return to > 0 ? to : learn(step);
  }

  /** The state that a place of the table leads to, or {@link #NO_ROOM}. */
  int learn(int step) {
    int known = (int) STEP.getAcquire(next, step);
    return known == UNKNOWN ? add(step) : known;
  }

  private synchronized int add(int step) {
    if (next[step] == UNKNOWN) {
      List<Integer> from = states.get(step / width);
      Integer[] to = new Integer[automata.size()];
      long bits = 0;
      for (int i = 0; i < to.length; i++) {
        int state = automata.get(i).table()[from.get(i) + step % width];
        bits |= automata.get(i).endingIn(state);
        to[i] = TriggerDfa.row(state);
      }
      STEP.setRelease(next, step, stateOf(Arrays.asList(to), bits));
    }
    return next[step];
  }

  private int stateOf(List<Integer> joined, long bits) {
    Integer known = numbers.get(joined);
    if (known == null && states.size() > maxStates) {
      return NO_ROOM;
    }
    int number = known == null ? add(joined, bits) : known;
    return number * width | (bits == 0 ? 0 : Integer.MIN_VALUE);
  }

  private int add(List<Integer> joined, long bits) {
    int number = states.size();
    ending[number] = bits;
    states.add(joined);
    numbers.put(joined, number);
    return number;
  }
}
