package io.dbintel.streams.operators.selection;

import static io.dbintel.streams.operators.Polls.poll;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.StatementTurn;
import io.dbintel.streams.operators.GoldenBytes;
import io.dbintel.streams.operators.Polls;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.StatementDelta;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final long MASK = Polls.RUNS | Polls.ELAPSED;
  private static final Interval SECOND = new Interval(0, 1_000_000);

  private final TopStatements top = new TopStatements();
  private RemainderSum sum = new RemainderSum(new SelectionConfig(2, 3));
  private SelectionState state;
  private List<String> folded;
  private List<Insight> insights;

  @Test
  void firstPollNamesUpToTheCapAndTheRestIsSummedExactly() {
    apply(poll("a", 1), 10, 20, 30, 40, 50);

    assertThat(folded).containsExactly(null, null, null, "over_cap", "over_cap");
    assertThat(insights).containsExactly(remainder("a", 1, 0, 2, 2, 90));
  }

  @Test
  void nextPollNamesRowsAsLoadedAsTheTopOfThePollBefore() {
    apply(poll("a", 1), 1_000_000, 2_000_000, 64_000_000, 32_000_000);
    apply(poll("a", 2), 1_000_000, 2_000_000, 64_000_000, 32_000_000);

    assertThat(folded).containsExactly("low_load", "low_load", null, null);
    assertThat(insights).containsExactly(remainder("a", 2, 0, 2, 2, 3_000_000));
  }

  @Test
  void loadIsTimePerTimePassed() {
    assertThat(LoadHistogram.bucket(2_000_000, SECOND))
        .isEqualTo(LoadHistogram.bucket(20_000_000, new Interval(0, 10_000_000)));
    assertThat(LoadHistogram.bucket(2_000_000, SECOND))
        .isLessThan(LoadHistogram.bucket(3_000_000, SECOND));
    assertThat(LoadHistogram.bucket(0, SECOND)).isZero();
    assertThat(LoadHistogram.bucket(Long.MAX_VALUE, new Interval(5, 5)))
        .isLessThan(LoadHistogram.BUCKETS);
  }

  @Test
  void remainderOfAllChunksIsEmittedWithTheLast() {
    sum = new RemainderSum(new SelectionConfig(1, 1));
    apply(poll("a", 1).chunk(0, 2), 10, 20);
    assertThat(insights).isEmpty();
    apply(poll("a", 1).chunk(1, 2), 30);

    assertThat(folded).containsExactly("over_cap");
    assertThat(insights).containsExactly(remainder("a", 1, 1, 2, 2, 50));
  }

  @Test
  void remainderOfAPollWhoseLastChunkNeverCameIsEmittedWithTheNextPoll() {
    sum = new RemainderSum(new SelectionConfig(1, 1));
    apply(poll("a", 1).chunk(0, 2), 10, 20);
    apply(poll("b", 1), 10);
    assertThat(insights).containsExactly(remainder("a", 1, 0, 1, 1, 20));
  }

  @Test
  void pollWithoutFoldedRowsEmitsNoRemainder() {
    apply(poll("a", 1), 10);
    assertThat(insights).isEmpty();
  }

  @Test
  void recordsThatAreNotAppliedChangeNothing() {
    apply(poll("a", 1), 10);
    InstanceTurn stale = Verified.turn(poll("a", 1).record());
    assertThat(sum.decide(state, stale)).isSameAs(state);
    assertThat(sum.afterRows(state, stale)).isSameAs(state);
    assertThat(stale.selection()).isNull();
  }

  @Test
  void bytesInStoresStayReadable() {
    LoadHistogram histogram = LoadHistogram.empty();
    histogram.count(0);
    histogram.count(40);
    histogram.count(40);
    SelectionState golden =
        new SelectionState(
            new ReadId("a", 7),
            SECOND,
            2,
            33,
            5,
            histogram,
            9,
            new StatementDelta(MASK, new long[] {3, 400}, 2));
    GoldenBytes.check(sum.part(), 5, golden, "01610700c0843d022105010128020009812002039003");
  }

  private static Insight remainder(
      String incarnation, long seq, int chunk, long statements, long runs, long elapsed) {
    return new Insight.Remainder(
        Verified.SOURCE,
        new ReadId(incarnation, seq),
        chunk,
        statements,
        new StatementDelta(MASK, new long[] {runs, elapsed}, 0),
        SECOND);
  }

  /** Applies a chunk whose rows grew by one run and the times given. */
  private void apply(Polls poll, long... nanos) {
    for (int job = 0; job < nanos.length; job++) {
      poll.row(job, 0, 1, nanos[job]);
    }
    VerifiedRecord.Statements record = poll.record();
    InstanceTurn instance = Verified.turn(record);
    instance.admit(new AdmittedChunk(record.header(), 1, true, false, 0, SECOND, false));
    state = sum.decide(state, instance);
    StatementTurn turn = new StatementTurn(instance, record, row -> null);
    folded = new ArrayList<>();
    record
        .rows()
        .forEach(
            row -> {
              turn.begin(row);
              turn.delta(new StatementDelta(MASK, row.values(), 0));
              top.decide(null, turn);
              folded.add(turn.folded());
              instance.rows().add(turn.outcome());
            });
    state = sum.afterRows(state, instance);
    insights = instance.insights();
  }
}
