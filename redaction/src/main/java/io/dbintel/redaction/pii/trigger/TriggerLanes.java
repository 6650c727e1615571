package io.dbintel.redaction.pii.trigger;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The trigger automata of all detectors, over UTF-8 bytes. They are stepped as one; a text whose
 * joint states do not fit is read by each of them. Thread-safe; scanning allocates nothing, except
 * while new steps are learned.
 */
public final class TriggerLanes {
  /** An array is read faster: the checks of {@link String#charAt} may stay in the loop. */
  private static final ThreadLocal<char[]> CHUNK = ThreadLocal.withInitial(() -> new char[1_024]);

  /** So many texts are read lane by lane before a full table is replaced by an empty one. */
  private static final int TEXTS_WITHOUT_ROOM = 1_000;

  private final List<TriggerDfa> lanes;
  private final int maxJoined;
  private final AtomicInteger withoutRoom = new AtomicInteger();
  private volatile LearnedDfa joined;

  private TriggerLanes(List<TriggerDfa> lanes, int maxJoined) {
    this.lanes = List.copyOf(lanes);
    this.maxJoined = maxJoined;
    this.joined = new LearnedDfa(lanes, maxJoined);
  }

  /**
   * Compiles groups of triggers. The configured ones have an automaton of their own, so that they
   * cannot use up the budget of the built-in ones.
   *
   * @throws IllegalArgumentException if an automaton grows beyond its budget
   */
  public static TriggerLanes compile(List<TriggerGroup> builtIn, List<TriggerGroup> configured) {
    return compile(builtIn, configured, LearnedDfa.MAX_STATES);
  }

  /** Compiles with room for only so many states that are stepped as one. */
  static TriggerLanes compile(
      List<TriggerGroup> builtIn, List<TriggerGroup> configured, int maxJoined) {
    return new TriggerLanes(
        TriggerCompiler.compile(
            Stream.concat(
                    Stream.of(TriggerLane.values()).map(lane -> of(lane, builtIn)),
                    Stream.of(configured))
                .filter(groups -> !groups.isEmpty())
                .toList()),
        maxJoined);
  }

  /** The table in use; another one after each replacement. */
  LearnedDfa joined() {
    return joined;
  }

  private static List<TriggerGroup> of(TriggerLane lane, List<TriggerGroup> groups) {
    return groups.stream().map(group -> group.in(lane)).filter(group -> !group.isEmpty()).toList();
  }

  /** The joint bits of all groups of which a trigger is in the range. */
  public long in(byte[] utf8, int offset, int length) {
    LearnedDfa dfa = joined;
    char[] classes = dfa.classes();
    int[] next = dfa.table();
    int end = offset + length;
    int row = dfa.start();
    for (int i = offset; i < end; i++) {
      int to = next[row + classes[utf8[i] & 0xFF]];
      if (to <= 0) {
        return behind(dfa, utf8, offset, length, i, row);
      }
      row = to;
    }
    return 0;
  }

  /**
   * Goes on where the next step is one to learn or leads to where a trigger ends; apart from the
   * other steps, so that these stay in registers.
   */
  private long behind(LearnedDfa dfa, byte[] utf8, int offset, int length, int from, int row) {
    long found = 0;
    int state = row;
    for (int i = from, end = offset + length; i < end; i++) {
      state = dfa.after(state, utf8[i] & 0xFF);
      if (state == LearnedDfa.NO_ROOM) {
        return inEach(utf8, offset, length);
      }
      found |= dfa.endingIn(state);
    }
    return found;
  }

  private long inEach(byte[] utf8, int offset, int length) {
    countWithoutRoom();
    long found = 0;
    for (TriggerDfa lane : lanes) {
      found |= lane.in(utf8, offset, length);
    }
    return found;
  }

  /** The joint bits of all groups of which a trigger is in the text. */
  public long in(String text) {
    char[] units = CHUNK.get();
    LearnedDfa dfa = joined;
    char[] classes = dfa.classes();
    int[] next = dfa.table();
    int row = dfa.start();
    for (int start = 0; start < text.length(); start += units.length) {
      int length = Math.min(units.length, text.length() - start);
      text.getChars(start, start + length, units, 0);
      for (int i = 0; i < length; i++) {
        char unit = units[i];
        if (unit >= 0x80) {
          return behind(dfa, text, start + i, row);
        }
        int to = next[row + classes[unit]];
        if (to <= 0) {
          return behind(dfa, text, start + i, row);
        }
        row = to;
      }
    }
    return 0;
  }

  private long behind(LearnedDfa dfa, String text, int start, int row) {
    long found = 0;
    int state = row;
    int codePoint;
    for (int i = start; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      int bytes = Utf8.length(codePoint);
      for (int place = 0; place < bytes; place++) {
        state = dfa.after(state, Utf8.byteAt(codePoint, place, bytes));
        if (state == LearnedDfa.NO_ROOM) {
          return inEach(text);
        }
        found |= dfa.endingIn(state);
      }
    }
    return found;
  }

  private long inEach(String text) {
    countWithoutRoom();
    long found = 0;
    for (TriggerDfa lane : lanes) {
      found |= lane.in(text);
    }
    return found;
  }

  /**
   * A table that odd texts have filled would slow down all that come later. An empty one learns
   * what texts look like now; not too often, as learning takes longer than reading.
   */
  private void countWithoutRoom() {
    if (withoutRoom.incrementAndGet() == TEXTS_WITHOUT_ROOM) {
      joined = new LearnedDfa(lanes, maxJoined);
      withoutRoom.set(0);
    }
  }
}
