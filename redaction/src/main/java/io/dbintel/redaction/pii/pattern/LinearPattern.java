package io.dbintel.redaction.pii.pattern;

import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.MinimizationOperations;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.RegExp;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/**
 * A regular pattern as a deterministic automaton over code points: one step a character, never any
 * backtracking. Thread-safe.
 */
public final class LinearPattern {
  /** Determinization effort (Lucene's unit) that one pattern may cost at start. */
  public static final int WORK_LIMIT = 200_000;

  private static final int MAX_STATES = 5_000;

  private final Automaton automaton;
  private final CharacterRunAutomaton run;

  private LinearPattern(Automaton automaton) {
    this.automaton = automaton;
    this.run = new CharacterRunAutomaton(automaton, WORK_LIMIT);
  }

  /**
   * Compiles a pattern.
   *
   * @param owner names the setting in the error
   * @throws IllegalArgumentException with the reason if the pattern is not regular, matches nothing
   *     or the empty text, or goes over the compile budget
   */
  public static LinearPattern compile(String owner, String pattern, boolean ignoreCase) {
    try {
      RegExp regExp = new RegExp(PatternTranslation.translate(pattern, ignoreCase), RegExp.NONE, 0);
      Automaton minimal =
          MinimizationOperations.minimize(regExp.toAutomaton(WORK_LIMIT), WORK_LIMIT);
      if (Operations.isEmpty(minimal)) {
        throw new RefusedPatternException("it matches no text at all");
      }
      if (minimal.isAccept(0)) {
        throw new RefusedPatternException("it matches the empty text");
      }
      if (minimal.getNumStates() > MAX_STATES) {
        throw tooComplex();
      }
      return new LinearPattern(minimal);
    } catch (TooComplexToDeterminizeException e) {
      throw refusal(owner, pattern, tooComplex());
    } catch (IllegalArgumentException e) {
      throw refusal(owner, pattern, e);
    }
  }

  private static RefusedPatternException tooComplex() {
    return new RefusedPatternException(
        "it needs more than the compile budget of "
            + WORK_LIMIT
            + " steps or "
            + MAX_STATES
            + " states; shorten counted repetitions that follow .* or overlapping classes");
  }

  private static IllegalArgumentException refusal(
      String owner, String pattern, IllegalArgumentException reason) {
    return new IllegalArgumentException(
        owner + ": pattern '" + pattern + "' is refused: " + reason.getMessage(), reason);
  }

  /** The automaton over code points, deterministic and minimal. */
  public Automaton automaton() {
    return automaton;
  }

  /** True if the whole range is a match. */
  public boolean matches(CharSequence text, int start, int end) {
    return longestMatch(text, start, end) == end && end > start;
  }

  /** The end of the longest match that begins at {@code start}, or -1. */
  public int longestMatch(CharSequence text, int start, int limit) {
    int state = 0;
    int end = -1;
    for (int i = start; i < limit; ) {
      int codePoint = Character.codePointAt(text, i);
      state = run.step(state, codePoint);
      if (state < 0) {
        return end;
      }
      i += Character.charCount(codePoint);
      if (run.isAccept(state)) {
        end = i;
      }
    }
    return end;
  }
}
