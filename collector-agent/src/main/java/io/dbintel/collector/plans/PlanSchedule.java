package io.dbintel.collector.plans;

import io.dbintel.collector.statements.StatementKey;
import io.dbintel.runtime.cache.BoundedCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which statements are due for a plan: those that the processors ask for, then those that were not
 * there before, then the others by the time they took since the last poll. A statement is due again
 * when its plan is old; after a failure, when the reason may have gone. Losing what it remembers
 * costs plans that are asked for once more. Times are those of a clock that is never put right, in
 * nanoseconds. Thread-safe.
 */
final class PlanSchedule {

  private static final int MAX_REMEMBERED = 20_000;

  /** A plan that is asked for stays asked for until the processors have it. */
  private static final long WANTED_AGAIN = Duration.ofMinutes(5).toNanos();

  private final Duration refresh;
  private final Map<StatementKey, Memory> memories = new BoundedCache<>(MAX_REMEMBERED);

  private boolean begun;

  PlanSchedule(Duration refresh) {
    this.refresh = refresh;
  }

  /** What is remembered of a statement. */
  private static final class Memory {
    long timeNanos;
    boolean isNew;
    boolean attempted;
    boolean hasPlan;
    long attemptedAt;
    long dueAt;

    boolean isDue(long now) {
      return !attempted || now - dueAt >= 0;
    }

    boolean isDueIfWanted(long now) {
      return isDue(now) || (hasPlan && now - attemptedAt >= WANTED_AGAIN);
    }
  }

  private record Due(StatementLoad statement, boolean wanted, boolean isNew, long growth) {}

  private static final Comparator<Due> ORDER =
      Comparator.comparing(Due::wanted)
          .thenComparing(Due::isNew)
          .thenComparingLong(Due::growth)
          .reversed()
          .thenComparing(due -> due.statement().key());

  /**
   * The statements that are due, the most urgent first.
   *
   * @param read the statements that there are; rows that share a text count as one
   * @param wanted keys of rows or texts whose plan is asked for
   */
  synchronized List<StatementLoad> due(
      List<StatementLoad> read, Set<StatementKey> wanted, long now) {
    List<Due> due = new ArrayList<>();
    for (Map.Entry<StatementKey, List<StatementLoad>> rows : byText(read).entrySet()) {
      long time = rows.getValue().stream().mapToLong(StatementLoad::timeNanos).sum();
      Memory memory = memories.get(rows.getKey());
      long growth = time;
      if (memory == null) {
        memory = new Memory();
        memory.isNew = begun;
        memories.put(rows.getKey(), memory);
      } else if (time >= memory.timeNanos) {
        growth = time - memory.timeNanos;
      }
      memory.timeNanos = time;
      boolean asked =
          wanted.contains(rows.getKey())
              || rows.getValue().stream().anyMatch(row -> wanted.contains(row.key()));
      if (asked ? memory.isDueIfWanted(now) : growth > 0 && memory.isDue(now)) {
        due.add(new Due(heaviest(rows.getValue()), asked, memory.isNew, growth));
      }
    }
    begun = true;
    return due.stream().sorted(ORDER).map(Due::statement).toList();
  }

  private static Map<StatementKey, List<StatementLoad>> byText(List<StatementLoad> read) {
    Map<StatementKey, List<StatementLoad>> byText = new LinkedHashMap<>();
    for (StatementLoad row : read) {
      byText.computeIfAbsent(row.textKey(), absent -> new ArrayList<>(1)).add(row);
    }
    return byText;
  }

  private static StatementLoad heaviest(List<StatementLoad> rows) {
    return rows.stream().max(Comparator.comparingLong(StatementLoad::timeNanos)).orElseThrow();
  }

  /** Notes what became of a statement. */
  synchronized void attempted(StatementLoad statement, PlanOutcome outcome, long now) {
    Memory memory = memories.computeIfAbsent(statement.textKey(), absent -> new Memory());
    memory.attempted = true;
    memory.isNew = false;
    memory.hasPlan = outcome == PlanOutcome.SUCCESS;
    memory.attemptedAt = now;
    memory.dueAt = now + outcome.rest(refresh).toNanos();
  }

  /** The plan of a statement did not arrive. */
  synchronized void forget(StatementLoad statement) {
    Memory memory = memories.get(statement.textKey());
    if (memory != null) {
      memory.attempted = false;
    }
  }
}
