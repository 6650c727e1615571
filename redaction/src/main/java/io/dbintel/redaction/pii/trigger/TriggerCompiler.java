package io.dbintel.redaction.pii.trigger;

import io.dbintel.redaction.pii.pattern.LinearPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.ByteRunAutomaton;
import org.apache.lucene.util.automaton.MinimizationOperations;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/**
 * Joins triggers into one automaton over bytes that ends at the first trigger. Each group is
 * determinized alone (Lucene), then the product of the groups is walked from its start, so that
 * only states exist that a text without a trigger can reach.
 */
public final class TriggerCompiler {
  /** Bounds the tables to about 5 MB. */
  static final int MAX_STATES = 12_000;

  private final List<ByteRunAutomaton> groups;
  private final Map<Tuple, Integer> numbers = new HashMap<>();
  private final List<Tuple> tuples = new ArrayList<>();
  private final List<int[]> rows = new ArrayList<>();

  private TriggerCompiler(List<ByteRunAutomaton> groups) {
    this.groups = groups;
  }

  /**
   * Compiles groups of triggers to one automaton.
   *
   * @throws IllegalArgumentException if a group or the joint automaton grows beyond its budget
   */
  public static TriggerDfa compile(List<List<TriggerPattern>> groups) {
    List<ByteRunAutomaton> automata = new ArrayList<>();
    for (List<TriggerPattern> group : groups) {
      automata.add(determinize(group));
    }
    return new TriggerCompiler(automata).join();
  }

  private static ByteRunAutomaton determinize(List<TriggerPattern> group) {
    List<Automaton> parts = group.stream().map(TriggerPattern::endingWith).toList();
    try {
      Automaton minimal =
          MinimizationOperations.minimize(Operations.union(parts), LinearPattern.WORK_LIMIT);
      return new ByteRunAutomaton(minimal, true, LinearPattern.WORK_LIMIT);
    } catch (TooComplexToDeterminizeException e) {
      throw new IllegalArgumentException(
          "the trigger of pattern '"
              + group.get(0).pattern()
              + "' goes over the compile budget of "
              + LinearPattern.WORK_LIMIT
              + " steps; shorten its counted repetitions or begin it with a literal",
          e);
    }
  }

  private TriggerDfa join() {
    int[] representatives = byteClasses();
    number(new Tuple(new int[groups.size()]));
    for (int done = 0; done < tuples.size(); done++) {
      int[] row = new int[representatives.length];
      for (int c = 0; c < representatives.length; c++) {
        Tuple next = step(tuples.get(done), representatives[c]);
        row[c] = accepted(next) ? TriggerDfa.TRIGGERED : number(next);
      }
      rows.add(row);
    }
    return TriggerDfa.of(representatives, rows);
  }

  /** First byte of each interval within which no group tells bytes apart. */
  private int[] byteClasses() {
    boolean[] begins = new boolean[256];
    begins[0] = true;
    for (ByteRunAutomaton group : groups) {
      for (int point : group.getCharIntervals()) {
        if (point < 256) {
          begins[point] = true;
        }
      }
    }
    int[] representatives = new int[256];
    int count = 0;
    for (int b = 0; b < 256; b++) {
      if (begins[b]) {
        representatives[count++] = b;
      }
    }
    return Arrays.copyOf(representatives, count);
  }

  private Tuple step(Tuple from, int value) {
    int[] next = new int[groups.size()];
    for (int g = 0; g < next.length; g++) {
      next[g] = groups.get(g).step(from.states[g], value);
    }
    return new Tuple(next);
  }

  private int number(Tuple tuple) {
    Integer known = numbers.get(tuple);
    if (known != null) {
      return known;
    }
    if (tuples.size() == MAX_STATES) {
      throw new IllegalArgumentException(
          "the triggers of all detectors together need more than "
              + MAX_STATES
              + " states; give custom detectors patterns that begin with a literal, or fewer of them");
    }
    numbers.put(tuple, tuples.size());
    tuples.add(tuple);
    return tuples.size() - 1;
  }

  private boolean accepted(Tuple tuple) {
    for (int g = 0; g < tuple.states.length; g++) {
      if (groups.get(g).isAccept(tuple.states[g])) {
        return true;
      }
    }
    return false;
  }

  /** One state of every group. */
  private static final class Tuple {
    private final int[] states;
    private final int hash;

    Tuple(int[] states) {
      this.states = states;
      this.hash = Arrays.hashCode(states);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Tuple tuple && Arrays.equals(states, tuple.states);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
