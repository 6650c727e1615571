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
 * Joins groups of triggers into one automaton over bytes that knows in each state whose triggers
 * end there. Each group is determinized alone (Lucene), then the product of the groups is walked
 * from its start, so that only states exist that a text can reach.
 */
final class TriggerCompiler {
  /** Bounds the tables to about 5 MB. */
  static final int MAX_STATES = 12_000;

  private final List<TriggerGroup> groups;
  private final List<ByteRunAutomaton> automata = new ArrayList<>();
  private final Map<Tuple, Integer> numbers = new HashMap<>();
  private final List<Tuple> tuples = new ArrayList<>();
  private final List<int[]> rows = new ArrayList<>();

  private TriggerCompiler(List<TriggerGroup> groups) {
    this.groups = groups;
    for (TriggerGroup group : groups) {
      automata.add(determinize(group.triggers()));
    }
  }

  /**
   * Compiles lanes of groups to an automaton each; all distinguish the same classes of bytes.
   *
   * @throws IllegalArgumentException if a group or an automaton grows beyond its budget
   */
  static List<TriggerDfa> compile(List<List<TriggerGroup>> lanes) {
    List<TriggerCompiler> compilers = lanes.stream().map(TriggerCompiler::new).toList();
    boolean[] begins = new boolean[256];
    begins[0] = true;
    compilers.forEach(compiler -> compiler.markClasses(begins));
    ByteClasses classes = ByteClasses.beginningAt(begins);
    return compilers.stream().map(compiler -> compiler.join(classes)).toList();
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

  private void markClasses(boolean[] begins) {
    for (ByteRunAutomaton automaton : automata) {
      for (int point : automaton.getCharIntervals()) {
        if (point < 256) {
          begins[point] = true;
        }
      }
    }
  }

  private TriggerDfa join(ByteClasses classes) {
    number(new Tuple(new int[automata.size()]));
    for (int done = 0; done < tuples.size(); done++) {
      int[] row = new int[classes.count()];
      for (int c = 0; c < row.length; c++) {
        row[c] = number(step(tuples.get(done), classes.first(c)));
      }
      rows.add(row);
    }
    return TriggerDfa.of(classes, rows, tuples.stream().mapToLong(this::acceptedIn).toArray());
  }

  private Tuple step(Tuple from, int value) {
    int[] next = new int[automata.size()];
    for (int g = 0; g < next.length; g++) {
      next[g] = automata.get(g).step(from.states[g], value);
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
              + " states; give custom detectors patterns that begin with a literal, or fewer of"
              + " them");
    }
    numbers.put(tuple, tuples.size());
    tuples.add(tuple);
    return tuples.size() - 1;
  }

  private long acceptedIn(Tuple tuple) {
    long bits = 0;
    for (int g = 0; g < tuple.states.length; g++) {
      if (automata.get(g).isAccept(tuple.states[g])) {
        bits |= groups.get(g).bits();
      }
    }
    return bits;
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
