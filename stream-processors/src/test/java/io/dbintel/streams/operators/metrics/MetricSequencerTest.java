package io.dbintel.streams.operators.metrics;

import static io.dbintel.streams.operators.metrics.MetricTurns.COMMITS;
import static io.dbintel.streams.operators.metrics.MetricTurns.SECOND;
import static io.dbintel.streams.operators.metrics.MetricTurns.group;
import static io.dbintel.streams.operators.metrics.MetricTurns.part;
import static io.dbintel.streams.operators.metrics.MetricTurns.poll;
import static io.dbintel.streams.operators.metrics.MetricTurns.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.streams.records.MetricGroupRead;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.CounterEpoch;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MetricSequencerTest {
  private static final CounterEpoch EPOCH = new CounterEpoch("server", 0, 1);

  private final MetricTurns turns = new MetricTurns(100);

  private static MetricGroupRead commits(long second, long value) {
    return group("databases", second, reading(COMMITS, "shop", value));
  }

  @Test
  void repeatedAndEarlierPollsAreStale() {
    assertThat(turns.apply(poll("a", 2, commits(100, 10)))).isNull();
    assertThat(turns.apply(poll("a", 2, commits(100, 10)))).isEqualTo("stale");
    assertThat(turns.apply(poll("a", 1, commits(90, 5)))).isEqualTo("stale");
    assertThat(turns.apply(poll("b", 1, commits(100, 11)))).isEqualTo("stale");
    assertThat(turns.apply(poll("b", 2, commits(110, 15)))).isNull();
    assertThat(turns.points(COMMITS)).containsExactly("shop=5");
  }

  @Test
  void partsFollowEachOther() {
    assertThat(turns.apply(part("a", 1, 0, 2, EPOCH, 1, commits(100, 10)))).isNull();
    assertThat(turns.apply(part("a", 1, 0, 2, EPOCH, 1, commits(100, 10)))).isEqualTo("stale");
    assertThat(turns.apply(part("a", 1, 1, 2, EPOCH, 1, group("locks", 100)))).isNull();
    assertThat(turns.apply(part("a", 1, 1, 2, EPOCH, 1))).isEqualTo("empty");
  }

  @Test
  void anotherServerTimelineOrOlderStartIsABaseline() {
    turns.apply(poll("a", 1, commits(100, 10)));
    turns.apply(part("a", 2, 0, 1, new CounterEpoch("other", 0, 1), 1, commits(110, 20)));
    assertThat(turns.last).isEmpty();
    turns.apply(part("a", 3, 0, 1, new CounterEpoch("other", 0, 1), 2, commits(120, 30)));
    assertThat(turns.last).isEmpty();
    turns.apply(part("a", 4, 0, 1, new CounterEpoch("other", 0, 50), 2, commits(130, 40)));
    assertThat(turns.last).isEmpty();
    assertThat(turns.sequence.generation()).isEqualTo(3);
  }

  @Test
  void restartWhileMonitoredGoesOn() {
    turns.apply(poll("a", 1, commits(100, 10)));
    CounterEpoch restarted = new CounterEpoch("server", 0, 105 * SECOND);
    turns.apply(part("a", 2, 0, 1, restarted, 1, commits(110, 14)));
    assertThat(turns.points(COMMITS)).containsExactly("shop=4");
  }

  /** Two standbys behind one address: same cluster, timeline and role, restarted or not. */
  @Test
  void serverOfTheClusterWhoseCountersStartedAtAnotherTimeIsABaseline() {
    CounterEpoch one = new CounterEpoch("server", 10 * SECOND, 1);
    CounterEpoch other = new CounterEpoch("server", 20 * SECOND, 105 * SECOND);
    turns.apply(part("a", 1, 0, 1, one, 1, commits(100, 10)));
    turns.apply(part("a", 2, 0, 1, other, 1, commits(110, 8_999_010)));
    assertThat(turns.last).isEmpty();
    turns.apply(part("a", 3, 0, 1, other, 1, commits(120, 8_999_012)));
    assertThat(turns.points(COMMITS)).containsExactly("shop=2");
  }

  @Test
  void fiveStalePollsInARowBeginTheOrderAgainWithABaseline() {
    turns.apply(poll("a", 1, commits(10_000, 10)));
    for (int seq = 1; seq < 5; seq++) {
      assertThat(turns.apply(poll("b", seq, commits(100 + seq, 20)))).isEqualTo("stale");
      assertThat(turns.apply(poll("b", seq, commits(100 + seq, 20)))).isEqualTo("stale");
    }
    assertThat(turns.apply(poll("b", 5, commits(200, 20)))).isNull();
    assertThat(turns.last).isEmpty();
    turns.apply(poll("b", 6, commits(210, 27)));
    assertThat(turns.points(COMMITS)).containsExactly("shop=7");
  }

  @Test
  void oldRecordsDoNotCountAsStalePollsInARow() {
    turns.apply(poll("a", 1, commits(10_000, 10)));
    for (int seq = 1; seq < 10; seq++) {
      var turn = turns.turn(poll("b", seq, commits(100 + seq, 20)));
      turn.newest(false);
      turns.sequence = new MetricSequencer(new MetricsConfig(100)).decide(turns.sequence, turn);
      assertThat(turn.takeHeld()).isEqualTo("stale");
    }
    assertThat(turns.sequence.stale()).isNull();
  }

  @Test
  void resetOfTheBaselineIsABaseline() {
    turns.apply(poll("a", 1, commits(100, 10)));
    turns.apply(
        new VerifiedRecord.Order(0, "c", CommandKind.RESET_BASELINE, null, new TreeMap<>()));
    turns.apply(poll("a", 2, commits(110, 20)));
    assertThat(turns.last).isEmpty();
    turns.apply(poll("a", 3, commits(120, 21)));
    assertThat(turns.points(COMMITS)).containsExactly("shop=1");
  }

  @Test
  void groupNotReadForADayNoLongerTakesSeries() {
    turns.apply(poll("a", 1, commits(100, 10)));
    assertThat(turns.sequence.groups()).containsOnlyKeys("databases");
    for (int hour = 1; hour <= 25; hour++) {
      turns.clock += TimeUnit.HOURS.toMillis(1);
      turns.apply(poll("a", 1 + hour, group("locks", 110 + hour, reading(COMMITS, "x", 1))));
    }
    assertThat(turns.sequence.groups()).containsOnlyKeys("locks");
  }

  @Test
  void resetOfTheBaselineTakesTheNextPollOfALaterAgentAndNoneOutOfASpool() {
    turns.apply(poll("a", 1, commits(10_000, 10)));
    command(CommandKind.RESET_BASELINE);
    var spooled = turns.turn(poll("b", 1, commits(90, 5)));
    spooled.newest(false);
    turns.sequence = new MetricSequencer(new MetricsConfig(100)).decide(turns.sequence, spooled);
    assertThat(spooled.takeHeld()).isEqualTo("stale");

    assertThat(turns.apply(poll("c", 1, commits(100, 20)))).isNull();
    assertThat(turns.last).isEmpty();
    turns.apply(poll("c", 2, commits(110, 27)));
    assertThat(turns.points(COMMITS)).containsExactly("shop=7");
  }

  @Test
  void pollThatComesAgainAfterAForgetIsStale() {
    turns.apply(poll("a", 1, commits(100, 10)));
    turns.apply(poll("a", 2, commits(110, 12)));
    command(CommandKind.FORGET);
    turns.groups.clear();
    assertThat(turns.apply(poll("a", 2, commits(110, 12)))).isEqualTo("stale");
    assertThat(turns.apply(poll("b", 1, commits(90, 5)))).isEqualTo("stale");
    assertThat(turns.apply(poll("b", 2, commits(120, 30)))).isNull();
    assertThat(turns.last).isEmpty();
  }

  @Test
  void earlierPollsOfTheSameProcessNeverRestartTheOrder() {
    turns.apply(poll("a", 20, commits(10_000, 10)));
    for (int seq = 1; seq <= 10; seq++) {
      assertThat(turns.apply(poll("a", seq, commits(100 + seq, 5)))).isEqualTo("stale");
    }
  }

  private void command(CommandKind kind) {
    turns.apply(new VerifiedRecord.Order(0, "c", kind, null, new TreeMap<>()));
  }
}
