package io.dbintel.redaction.pii.trigger;

import io.dbintel.redaction.pii.pattern.LinearPattern;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.UTF32ToUTF8;

/**
 * A short factor that every value of a detector contains; coarse on purpose, as all factors of all
 * detectors share one automaton.
 *
 * @param pattern in the language of {@link LinearPattern}
 * @param ignoreCase ASCII letters match in any case
 * @param afterBoundary matches only at the start or after a byte that is not an ASCII letter or
 *     digit
 * @param lane which automaton it is joined to
 */
public record TriggerPattern(
    String pattern, boolean ignoreCase, boolean afterBoundary, TriggerLane lane) {

  public static TriggerPattern exact(String pattern) {
    return of(pattern, false, false);
  }

  public static TriggerPattern anyCase(String pattern) {
    return of(pattern, true, false);
  }

  /** Case-sensitive, after a boundary. */
  public static TriggerPattern start(String pattern) {
    return of(pattern, false, true);
  }

  /** In any case, after a boundary. */
  public static TriggerPattern word(String pattern) {
    return of(pattern, true, true);
  }

  /** A long count of letters and digits, in any case. */
  public static TriggerPattern run(String pattern) {
    return new TriggerPattern(pattern, true, false, TriggerLane.RUNS);
  }

  /** Case-sensitive, after a boundary, in a lane that its form does not say. */
  public static TriggerPattern start(String pattern, TriggerLane lane) {
    return new TriggerPattern(pattern, false, true, lane);
  }

  public static TriggerPattern of(String pattern, boolean ignoreCase, boolean afterBoundary) {
    return new TriggerPattern(pattern, ignoreCase, afterBoundary, TriggerLane.of(pattern));
  }

  /** All byte strings that end with this factor, whatever bytes precede it. */
  Automaton endingWith() {
    Automaton factor =
        new UTF32ToUTF8()
            .convert(LinearPattern.compile("trigger", pattern, ignoreCase).automaton());
    Automaton anyBytes = Operations.repeat(Automata.makeCharRange(0, 0xFF));
    Automaton before = anyBytes;
    if (afterBoundary) {
      before =
          Operations.union(
              Automata.makeEmptyString(), Operations.concatenate(anyBytes, boundary()));
    }
    return Operations.concatenate(before, factor);
  }

  private static Automaton boundary() {
    Automaton boundary = Automata.makeCharRange(0, '0' - 1);
    boundary = Operations.union(boundary, Automata.makeCharRange('9' + 1, 'A' - 1));
    boundary = Operations.union(boundary, Automata.makeCharRange('Z' + 1, 'a' - 1));
    return Operations.union(boundary, Automata.makeCharRange('z' + 1, 0xFF));
  }
}
