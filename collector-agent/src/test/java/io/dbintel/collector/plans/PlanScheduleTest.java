package io.dbintel.collector.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.collector.statements.StatementKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanScheduleTest {

  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final PlanSchedule schedule = new PlanSchedule(Duration.ofHours(1));

  /** A row whose text is the first byte of its key. */
  private static StatementLoad row(int text, int user, long time) {
    StatementKey key = StatementKey.of(new byte[] {(byte) text, (byte) user});
    return new StatementLoad(key, key.prefix(1), "" + text, "shop", "app", time);
  }

  private List<Integer> due(long now, Set<StatementKey> wanted, StatementLoad... rows) {
    return schedule.due(List.of(rows), wanted, now).stream()
        .map(statement -> Integer.valueOf(statement.queryId()))
        .toList();
  }

  @Test
  void thoseThatAreAskedForThenNewOnesThenByTheTimeTheyTook() {
    assertThat(due(0, Set.of(), row(1, 0, 5), row(2, 0, 50), row(3, 0, 10)))
        .as("at first none is new")
        .containsExactly(2, 3, 1);
    assertThat(
            due(
                1,
                Set.of(row(1, 0, 0).key()),
                row(1, 0, 6),
                row(2, 0, 51),
                row(3, 0, 30),
                row(4, 0, 1)))
        .containsExactly(1, 4, 3, 2);
    assertThat(due(2, Set.of(row(3, 0, 0).textKey()), row(3, 0, 30), row(2, 0, 51)))
        .as("asked for by the key of its text; the other took no time")
        .containsExactly(3);
  }

  @Test
  void rowsThatShareATextCountAsOne() {
    StatementLoad heavy = row(1, 7, 60);
    assertThat(schedule.due(List.of(row(1, 0, 50), heavy, row(2, 0, 100)), Set.of(), 0))
        .containsExactly(heavy, row(2, 0, 100));
  }

  @Test
  void aPlanIsAskedForAgainWhenItIsOldAndAFailureWhenItsReasonMayHaveGone() {
    due(0, Set.of(), row(1, 0, 1), row(2, 0, 1), row(3, 0, 1));
    schedule.attempted(row(1, 0, 1), PlanOutcome.SUCCESS, 0);
    schedule.attempted(row(2, 0, 1), PlanOutcome.NO_PRIVILEGE, 0);
    schedule.attempted(row(3, 0, 1), PlanOutcome.UNDEFINED_TABLE, 0);

    assertThat(due(MINUTE, Set.of(), row(1, 0, 2), row(2, 0, 2), row(3, 0, 2))).isEmpty();
    assertThat(due(31 * MINUTE, Set.of(), row(1, 0, 3), row(2, 0, 3), row(3, 0, 3)))
        .containsExactly(2);
    assertThat(due(HOUR, Set.of(), row(1, 0, 4), row(2, 0, 4), row(3, 0, 4))).containsExactly(1, 2);
    assertThat(due(25 * HOUR, Set.of(), row(3, 0, 5))).containsExactly(3);
  }

  @Test
  void whatIsAskedForIsNotPlannedInEveryPoll() {
    Set<StatementKey> wanted = Set.of(row(1, 0, 0).key(), row(2, 0, 0).key());
    due(0, wanted, row(1, 0, 1), row(2, 0, 1));
    schedule.attempted(row(1, 0, 1), PlanOutcome.SUCCESS, 0);
    schedule.attempted(row(2, 0, 1), PlanOutcome.FAILED_FUNCTION, 0);

    assertThat(due(MINUTE, wanted, row(1, 0, 2), row(2, 0, 2))).isEmpty();
    assertThat(due(6 * MINUTE, wanted, row(1, 0, 2), row(2, 0, 2)))
        .as("what failed for good is left alone")
        .containsExactly(1);
  }

  @Test
  void aPlanThatDidNotArriveIsDueAndSoIsAStatementWhoseCountersBeganAnew() {
    due(0, Set.of(), row(1, 0, 50));
    schedule.attempted(row(1, 0, 50), PlanOutcome.SUCCESS, 0);
    schedule.forget(row(1, 0, 50));
    assertThat(due(1, Set.of(), row(1, 0, 10))).containsExactly(1);
  }

  @Test
  void everyOutcomeHasARestAndOnlySuccessThatOfTheConfiguration() {
    for (PlanOutcome outcome : PlanOutcome.values()) {
      boolean refreshed = outcome.rest(Duration.ofSeconds(77)).equals(Duration.ofSeconds(77));
      assertThat(refreshed).isEqualTo(outcome == PlanOutcome.SUCCESS);
      assertThat(outcome.code()).matches("[a-z_]+");
    }
  }
}
