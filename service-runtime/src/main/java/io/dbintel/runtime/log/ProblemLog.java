package io.dbintel.runtime.log;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * One line a problem instead of one an occurrence: the first is logged at once, further ones of its
 * kind are counted and told in one line an interval. Thread-safe.
 */
public final class ProblemLog {

  private static final Duration INTERVAL = Duration.ofMinutes(5);

  /** Kinds remembered; of more, the one longest not seen is forgotten and begins anew. */
  private static final int MAX_KINDS = 100;

  private final Logger log;
  private final LongSupplier nanoTime;
  private final Map<String, Kind> kinds = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param log where the lines go
   */
  public ProblemLog(Logger log) {
    this(log, System::nanoTime);
  }

  ProblemLog(Logger log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
  }

  /** Reports an occurrence at level WARN; see {@link #report}. */
  public void warn(String kind, String message) {
    report(Level.WARN, kind, message);
  }

  /**
   * Reports an occurrence.
   *
   * @param kind what makes it the same problem as an earlier one, one of a small set
   * @param message the line; of several occurrences the last one's is shown
   */
  public synchronized void report(Level level, String kind, String message) {
    Kind known = kinds.get(kind);
    if (known == null) {
      kinds.put(kind, new Kind(nanoTime.getAsLong()));
      forgetEldest();
      log.atLevel(level).log(message);
      return;
    }
    known.level = level;
    known.message = message;
    known.untold++;
    tellIfDue(known);
  }

  /**
   * Tells what has been counted for an interval, also of problems that are over. To be called now
   * and then; it costs nothing when there is nothing to tell.
   */
  public synchronized void tellOverdue() {
    kinds.values().forEach(this::tellIfDue);
  }

  private void tellIfDue(Kind kind) {
    long now = nanoTime.getAsLong();
    long passed = now - kind.toldAt;
    if (kind.untold == 0 || passed < INTERVAL.toNanos()) {
      return;
    }
    log.atLevel(kind.level)
        .log(
            "{} ({} times in the last {} min)",
            kind.message,
            kind.untold,
            Duration.ofNanos(passed).toMinutes());
    kind.toldAt = now;
    kind.untold = 0;
  }

  private void forgetEldest() {
    if (kinds.size() > MAX_KINDS) {
      kinds.remove(kinds.keySet().iterator().next());
    }
  }

  private static final class Kind {
    private long toldAt;
    private Level level = Level.WARN;
    private String message = "";
    private long untold;

    Kind(long toldAt) {
      this.toldAt = toldAt;
    }
  }
}
