package io.dbintel.streams.operators.metrics;

import static io.dbintel.streams.operators.metrics.MetricTurns.BACKENDS;
import static io.dbintel.streams.operators.metrics.MetricTurns.COMMITS;
import static io.dbintel.streams.operators.metrics.MetricTurns.ROLLBACKS;
import static io.dbintel.streams.operators.metrics.MetricTurns.SECOND;
import static io.dbintel.streams.operators.metrics.MetricTurns.group;
import static io.dbintel.streams.operators.metrics.MetricTurns.ofObject;
import static io.dbintel.streams.operators.metrics.MetricTurns.part;
import static io.dbintel.streams.operators.metrics.MetricTurns.poll;
import static io.dbintel.streams.operators.metrics.MetricTurns.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.insights.MetricPoint;
import io.dbintel.streams.operator.AdmittedMetrics;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.records.MetricReading;
import io.dbintel.streams.statements.CounterEpoch;
import io.dbintel.streams.statements.Interval;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricDeltasTest {
  private final MetricTurns turns = new MetricTurns(100);

  @Test
  void firstReadIsTheBaseAndTheNextGrows() {
    turns.apply(poll("a", 1, group("databases", 100, reading(COMMITS, "shop", 1_000))));
    assertThat(turns.last).isEmpty();

    turns.apply(poll("a", 2, group("databases", 110, reading(COMMITS, "shop", 1_025))));
    MetricPoint point = turns.last.get(0).points().get(0);
    assertThat(point.longValue()).isEqualTo(25);
    assertThat(point.interval()).isEqualTo(new Interval(100 * SECOND, 110 * SECOND));
  }

  @Test
  void whatMayFallStartsWhenItWasRead() {
    turns.apply(poll("a", 1, group("databases", 100, reading(BACKENDS, "shop", 7))));
    MetricPoint point = turns.last.get(0).points().get(0);
    assertThat(point.longValue()).isEqualTo(7);
    assertThat(point.interval()).isEqualTo(new Interval(100 * SECOND, 100 * SECOND));
  }

  @Test
  void absentSeriesGoOnWhereTheyWere() {
    turns.apply(
        poll(
            "a",
            1,
            group("databases", 100, reading(COMMITS, "shop", 10), reading(COMMITS, "blog", 5))));
    turns.apply(poll("a", 2, group("databases", 110, reading(COMMITS, "shop", 11))));
    turns.apply(
        poll(
            "a",
            3,
            group("databases", 120, reading(COMMITS, "shop", 12), reading(COMMITS, "blog", 9))));

    assertThat(turns.points(COMMITS)).containsExactly("shop=1", "blog=4");
    assertThat(turns.last.get(0).points().get(1).interval().start()).isEqualTo(100 * SECOND);
  }

  @Test
  void groupThatWasNotReadLeavesTheOthersAlone() {
    turns.apply(poll("a", 1, group("databases", 100, reading(COMMITS, "shop", 10))));
    turns.apply(poll("a", 2, group("locks", 110)));
    turns.apply(poll("a", 3, group("databases", 120, reading(COMMITS, "shop", 14))));
    assertThat(turns.points(COMMITS)).containsExactly("shop=4");
  }

  @Test
  void resetCountsFromZeroOnce() {
    turns.apply(poll("a", 1, group("databases", 100, reading(COMMITS, "shop", 1, 500))));
    turns.apply(poll("a", 2, group("databases", 110, reading(COMMITS, "shop", 105 * SECOND, 30))));
    assertThat(turns.points(COMMITS)).containsExactly("shop=30");
    turns.apply(poll("a", 3, group("databases", 120, reading(COMMITS, "shop", 105 * SECOND, 42))));
    assertThat(turns.points(COMMITS)).containsExactly("shop=12");
  }

  @Test
  void resetWithinAReadIsNotCountedTwice() {
    // Read from 99.99 to 100: the row was read before the reset at 99.995 ...
    turns.apply(poll("a", 1, group("databases", 100, reading(COMMITS, "shop", 1, 500))));
    long reset = 100 * SECOND - 5;
    turns.apply(poll("a", 2, group("databases", 110, reading(COMMITS, "shop", reset, 3))));
    assertThat(turns.points(COMMITS)).containsExactly("shop=3");
    // ... and is not a reset again.
    turns.apply(poll("a", 3, group("databases", 120, reading(COMMITS, "shop", reset, 5))));
    assertThat(turns.points(COMMITS)).containsExactly("shop=2");
  }

  @Test
  void resetIsSeenAlsoWhereTheServerHadNotSaidSinceWhenItCounts() {
    turns.apply(poll("a", 1, group("databases", 100, reading(COMMITS, "shop", 0, 500))));
    turns.apply(poll("a", 2, group("databases", 110, reading(COMMITS, "shop", 105 * SECOND, 70))));
    assertThat(turns.points(COMMITS)).containsExactly("shop=70");
    assertThat(turns.resets).isEqualTo(1);
  }

  /** pg_stat_reset_single_table_counters moves the time of the database and keeps its counters. */
  @Test
  void newerOriginOfARowThatDidNotFallIsNoStartFromZero() {
    turns.apply(poll("a", 1, group("databases", 100, reading(COMMITS, "shop", 1, 8_999_000))));
    turns.apply(
        poll("a", 2, group("databases", 110, reading(COMMITS, "shop", 105 * SECOND, 8_999_004))));
    assertThat(turns.points(COMMITS)).containsExactly("shop=4");
    assertThat(turns.resets).isEqualTo(1);
  }

  @Test
  void counterOfARowThatFellStartsFromZeroEvenWhenItGrewPastItsLastValue() {
    turns.apply(
        poll(
            "a",
            1,
            group(
                "databases",
                100,
                ofObject(COMMITS, "shop", 7, 1, 10),
                ofObject(ROLLBACKS, "shop", 7, 1, 900))));
    turns.apply(
        poll(
            "a",
            2,
            group(
                "databases",
                110,
                ofObject(COMMITS, "shop", 7, 105 * SECOND, 14),
                ofObject(ROLLBACKS, "shop", 7, 105 * SECOND, 2))));
    assertThat(turns.points(COMMITS)).containsExactly("shop=14");
    assertThat(turns.points(ROLLBACKS)).containsExactly("shop=2");
  }

  @Test
  void objectsThatExchangeTheirNamesKeepTheirCounters() {
    turns.apply(
        poll(
            "a",
            1,
            group(
                "databases",
                100,
                ofObject(COMMITS, "shop", 7, 0, 5),
                ofObject(COMMITS, "staging", 8, 0, 1_000_000))));
    turns.apply(
        poll(
            "a",
            2,
            group(
                "databases",
                110,
                ofObject(COMMITS, "staging", 7, 0, 6),
                ofObject(COMMITS, "shop", 8, 0, 1_000_003))));
    assertThat(turns.points(COMMITS)).containsExactly("staging=1", "shop=3");
  }

  @Test
  void objectCreatedUnderTheNameOfADroppedOneIsItsOwnBase() {
    turns.apply(poll("a", 1, group("databases", 100, ofObject(COMMITS, "shop", 7, 0, 5))));
    turns.apply(poll("a", 2, group("databases", 110, ofObject(COMMITS, "shop", 9, 0, 60))));
    assertThat(turns.last).isEmpty();
    assertThat(turns.baselines).isEqualTo(1);
    turns.apply(poll("a", 3, group("databases", 120, ofObject(COMMITS, "shop", 9, 0, 61))));
    assertThat(turns.points(COMMITS)).containsExactly("shop=1");
  }

  @Test
  void lowerOrOlderWithoutAResetIsItsOwnBase() {
    turns.apply(poll("a", 1, group("databases", 100, reading(COMMITS, "shop", 50, 500))));
    turns.apply(poll("a", 2, group("databases", 110, reading(COMMITS, "shop", 50, 400))));
    assertThat(turns.last).isEmpty();
    turns.apply(poll("a", 3, group("databases", 120, reading(COMMITS, "shop", 40, 900))));
    assertThat(turns.last).isEmpty();
    turns.apply(poll("a", 4, group("databases", 130, reading(COMMITS, "shop", 40, 903))));
    assertThat(turns.points(COMMITS)).containsExactly("shop=3");
  }

  @Test
  void resetOfTheWholeServerCountsFromZero() {
    CounterEpoch before = new CounterEpoch("server", 10 * SECOND, 1);
    CounterEpoch after = new CounterEpoch("server", 105 * SECOND, 1);
    turns.apply(
        part("a", 1, 0, 1, before, 1, group("databases", 100, reading(COMMITS, "shop", 500))));
    turns.apply(
        part(
            "a",
            2,
            0,
            1,
            after,
            1,
            group("databases", 110, reading(COMMITS, "shop", 60), reading(COMMITS, "new", 4))));
    assertThat(turns.points(COMMITS)).containsExactly("shop=60");
  }

  /** Whatever moved the origin, the series may be an old one that only came into sight. */
  @Test
  void newSeriesIsItsOwnBaseWhateverItsOrigin() {
    turns.apply(poll("a", 1, group("databases", 100, reading(COMMITS, "shop", 1))));
    turns.apply(poll("a", 2, group("databases", 110, reading(COMMITS, "one", 105 * SECOND, 3))));
    assertThat(turns.last).isEmpty();
    assertThat(turns.baselines).isEqualTo(1);
    turns.apply(poll("a", 3, group("databases", 120, reading(COMMITS, "one", 105 * SECOND, 5))));
    assertThat(turns.points(COMMITS)).containsExactly("one=2");
  }

  @Test
  void seriesIsForgottenAfterADayOfTheInstanceClockAndNotCountedAgain() {
    turns.apply(poll("a", 1, group("databases", 100, reading(COMMITS, "shop", 50, 500))));
    for (int hour = 1; hour <= 24; hour++) {
      turns.clock += TimeUnit.HOURS.toMillis(1);
      turns.apply(poll("a", 1 + hour, group("databases", 100 + hour)));
    }
    assertThat(turns.groups.get("databases").series()).hasSize(1);
    turns.clock += 1;
    turns.apply(poll("a", 26, group("databases", 126)));
    assertThat(turns.groups.get("databases").series()).isEmpty();
    turns.apply(poll("a", 27, group("databases", 130, reading(COMMITS, "shop", 50, 800))));
    assertThat(turns.last).isEmpty();
  }

  @Test
  void anOutageOrAClockThatJumpsForgetsNothing() {
    turns.apply(poll("a", 1, group("databases", 100, reading(COMMITS, "shop", 50, 500))));
    turns.clock += TimeUnit.DAYS.toMillis(3);
    turns.apply(poll("a", 2, group("locks", 200)));
    turns.apply(poll("a", 3, group("databases", 210, reading(COMMITS, "shop", 50, 507))));
    assertThat(turns.points(COMMITS)).containsExactly("shop=7");
    turns.clock += TimeUnit.DAYS.toMillis(30_000);
    turns.apply(poll("a", 4, group("databases", 220, reading(COMMITS, "shop", 50, 509))));
    assertThat(turns.points(COMMITS)).containsExactly("shop=2");
    turns.clock -= TimeUnit.DAYS.toMillis(30_000);
    turns.apply(poll("a", 5, group("databases", 230, reading(COMMITS, "shop", 50, 510))));
    assertThat(turns.points(COMMITS)).containsExactly("shop=1");
  }

  @Test
  void groupNotReadForADayIsSwept() {
    turns.apply(poll("a", 1, group("databases", 100, reading(COMMITS, "shop", 500))));
    MetricDeltas deltas = new MetricDeltas();
    MetricGroupState state = turns.groups.get("databases");
    long day = TimeUnit.HOURS.toMillis(24);
    assertThat(deltas.keeps(state, observed(state.clock() + day))).isTrue();
    assertThat(deltas.keeps(state, observed(state.clock() + day + 1))).isFalse();
  }

  @Test
  void repetitionOfASeriesInARecordIsIgnored() {
    turns.apply(
        poll(
            "a",
            1,
            group("databases", 100, reading(COMMITS, "shop", 10), reading(COMMITS, "shop", 90))));
    turns.apply(
        poll(
            "a",
            2,
            group("databases", 110, reading(COMMITS, "shop", 12), reading(COMMITS, "shop", 95))));
    assertThat(turns.points(COMMITS)).containsExactly("shop=2");
  }

  @Test
  void seriesBeyondTheBoundAreCountedAndAddedUpWhereThatIsTrue() {
    turns.apply(poll("a", 1, group("locks", 100, many(BACKENDS, 60))));
    turns.apply(poll("a", 2, group("databases", 110, many(BACKENDS, 50))));

    Insight.Metrics metrics = turns.last.get(0);
    assertThat(metrics.points()).hasSize(40);
    assertThat(metrics.overflow())
        .singleElement()
        .satisfies(
            overflow -> {
              assertThat(overflow.series()).isEqualTo(10);
              assertThat(overflow.longSum()).isEqualTo(10);
            });
    assertThat(metrics.results()).isEqualTo(1);

    turns.apply(poll("a", 3, group("databases", 120, many(COMMITS, 5))));
    assertThat(turns.last.get(0).overflow())
        .singleElement()
        .satisfies(
            overflow -> {
              assertThat(overflow.series()).isEqualTo(5);
              assertThat(overflow.hasSum()).isFalse();
            });
  }

  private InstanceTurn observed(long time) {
    InstanceTurn turn = turns.turn(poll("a", 2));
    turn.admit(new AdmittedMetrics(new ReadId("a", 2), 1, 100, time, false));
    return turn;
  }

  private static MetricReading[] many(String metric, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> reading(metric, "db" + i, 1))
        .toArray(MetricReading[]::new);
  }
}
