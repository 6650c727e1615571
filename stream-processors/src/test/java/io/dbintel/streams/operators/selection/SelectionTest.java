package io.dbintel.streams.operators.selection;

import static io.dbintel.streams.operators.Polls.poll;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.operator.StatementTurn;
import io.dbintel.streams.operators.GoldenBytes;
import io.dbintel.streams.operators.Polls;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.operators.sampler.AdaptiveSampler;
import io.dbintel.streams.operators.sampler.SamplerConfig;
import io.dbintel.streams.operators.sampler.SamplingRates;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.Load;
import io.dbintel.streams.statements.StatementDelta;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final long MASK = Polls.RUNS | Polls.ELAPSED;
  private static final Interval SECOND = new Interval(0, 1_000_000);

  private static final int NO_TARGET = 1_000_000;
  private static final SamplerConfig NO_RULES =
      ConfigLoader.parse(SamplerConfig.class, "rules: []");

  private final AdaptiveSampler naming = new AdaptiveSampler(NO_RULES);
  private final SamplingRates rates = new SamplingRates(NO_RULES);
  private RemainderSum sum = sum(2, 3, 0);
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

    assertThat(folded).containsExactly("no_rule", "no_rule", null, null);
    assertThat(insights).containsExactly(remainder("a", 2, 0, 2, 2, 3_000_000));
  }

  @Test
  void moreThanTheTopAreNamedUntilTheyHaveTheShareOfTheTime() {
    long[] loads = {10_000_000, 9_000_000, 8_000_000, 7_000_000, 1_000_000, 500_000};
    sum = sum(1, 6, 0.9);
    apply(poll("a", 1), loads);
    apply(poll("a", 2), loads);
    assertThat(folded).containsExactly(null, null, null, null, "no_rule", "no_rule");

    state = null;
    sum = sum(1, 6, 0.99);
    apply(poll("a", 1), loads);
    apply(poll("a", 2), loads);
    assertThat(folded).containsExactly(null, null, null, null, null, null);
  }

  @Test
  void noMoreThanTheCapAreNamedForTheSakeOfTheShare() {
    sum = sum(1, 3, 1);
    apply(poll("a", 1), 64_000_000, 32_000_000, 16_000_000, 8_000_000, 4_000_000);
    apply(poll("a", 2), 4_000_000, 8_000_000, 16_000_000, 32_000_000, 64_000_000);
    assertThat(folded).containsExactly("no_rule", "no_rule", null, null, null);
  }

  @Test
  void targetBoundsHowManyAreNamed() {
    long[] loads = {64_000_000, 32_000_000, 16_000_000, 8_000_000};
    sum = new RemainderSum(new SelectionConfig(3, 4, 1), 60, false);
    for (int poll = 1; poll <= 40; poll++) {
      apply(poll("a", poll), loads);
    }
    assertThat(folded).as("one a second").containsExactly(null, "no_rule", "no_rule", "no_rule");

    state = null;
    sum = new RemainderSum(new SelectionConfig(3, 4, 1), 60, true);
    for (int poll = 1; poll <= 40; poll++) {
      apply(poll("a", poll), loads);
    }
    assertThat(folded).containsExactly(null, null, null, "no_rule");
  }

  @Test
  void whatEarlierPollsLeftOverLastsForPollsThatFollowEachOther() {
    sum = new RemainderSum(new SelectionConfig(3, 4, 1), 60, false);
    apply(poll("a", 1), 64_000_000, 32_000_000, 16_000_000, 8_000_000);
    apply(poll("a", 2), 64_000_000, 32_000_000, 16_000_000, 8_000_000);
    assertThat(folded).containsExactly(null, null, null, null);
  }

  @Test
  void everyDatabaseHasItsOwnRemainder() {
    sum = sum(1, 1, 0);
    apply(
        poll("a", 1)
            .rowOf("shop", 1, 1, 10)
            .rowOf("shop", 2, 1, 20)
            .rowOf("other", 3, 1, 30)
            .row(4, 0, 1, 40)
            .rowOf("shop", 5, 1, 50));

    assertThat(insights)
        .containsExactly(
            remainder("shop", "a", 1, 0, 2, 2, 70),
            remainder("other", "a", 1, 0, 1, 1, 30),
            remainder(null, "a", 1, 0, 1, 1, 40));
  }

  @Test
  void databasesBeyondTheBoundShareTheRemainderOfThoseThatAreNotKnown() {
    sum = sum(1, 1, 0);
    Polls poll = poll("a", 1).row(0, 0, 1, 1);
    int databases = Remainders.MAX_DATABASES + 3;
    for (int i = 1; i <= databases; i++) {
      poll.rowOf("database " + i, i, 1, i);
    }
    apply(poll);

    assertThat(insights).hasSize(Remainders.MAX_DATABASES + 1);
    assertThat(insights.get(Remainders.MAX_DATABASES))
        .isEqualTo(remainder(null, "a", 1, 0, 3, 3, 3L * databases - 3));
  }

  @Test
  void slotsAreKeptForTheRowsThatPassByTheirLoad() {
    sum = sum(1, 2, 0);
    apply(poll("a", 1), 64_000_000);
    apply(poll("a", 2).chunk(0, 2), 1_000, 64_000_000);
    assertThat(state.topToCome()).isZero();
    state = null;
    apply(poll("a", 1), 64_000_000);
    apply(poll("a", 2).chunk(0, 2), 1_000);
    assertThat(state.topToCome()).isEqualTo(1);
  }

  @Test
  void loadIsTimePerTimePassed() {
    assertThat(Load.bucket(2_000_000, SECOND))
        .isEqualTo(Load.bucket(20_000_000, new Interval(0, 10_000_000)));
    assertThat(Load.bucket(2_000_000, SECOND)).isLessThan(Load.bucket(3_000_000, SECOND));
    assertThat(Load.bucket(0, SECOND)).isZero();
    assertThat(Load.bucket(Long.MAX_VALUE, new Interval(5, 5))).isLessThan(Load.BUCKETS);
  }

  @Property
  void middleOfABucketLiesInIt(@ForAll @IntRange(min = 3, max = 100) int bucket) {
    assertThat(Load.bucket((long) Load.middle(bucket), new Interval(0, 1024))).isEqualTo(bucket);
  }

  @Test
  void remainderOfAllChunksIsEmittedWithTheLast() {
    sum = sum(1, 1, 0);
    apply(poll("a", 1).chunk(0, 2), 10, 20);
    assertThat(insights).isEmpty();
    apply(poll("a", 1).chunk(1, 2), 30);

    assertThat(folded).containsExactly("over_cap");
    assertThat(insights).containsExactly(remainder("a", 1, 1, 2, 2, 50));
  }

  @Test
  void remainderOfAPollWhoseLastChunkNeverCameIsEmittedWithTheNextPoll() {
    sum = sum(1, 1, 0);
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
            6,
            8,
            List.of(
                new DatabaseSum(null, 9, new StatementDelta(MASK, new long[] {3, 400}, 2)),
                new DatabaseSum(
                    Verified.clean("shop"), 1, new StatementDelta(MASK, new long[] {1, 7}, 0))));
    GoldenBytes.check(
        sum.part(),
        5,
        2,
        golden,
        "0161" + "0700c0843d02210501012802000a" + "8120020497030608010473686f70018120000107812002");
  }

  /** It has one sum, and ignores what stands behind its fields. */
  @Test
  void releaseOfVersion1ReadsTheSumOfAllRows() {
    StateWriter out = new StateWriter();
    List<DatabaseSum> sums =
        List.of(
            new DatabaseSum(null, 2, new StatementDelta(1, new long[] {5}, 0)),
            new DatabaseSum(
                Verified.clean("shop"), 4, new StatementDelta(3, new long[] {10, 30}, 1)),
            new DatabaseSum(Verified.clean("crm"), 8, new StatementDelta(2, new long[] {700}, 2)));
    SelectionState written =
        new SelectionState(new ReadId("a", 7), SECOND, 2, 33, 5, LoadHistogram.empty(), 6, 8, sums);
    sum.part().write(written, out);

    StateReader version1 = new StateReader(out.toBytes());
    version1.readText();
    for (int i = 0; i < 6; i++) {
      version1.readUnsigned(); // the read's number, the interval, chunk, bucket and named rows
    }
    assertThat(version1.readUnsigned()).as("end of the histogram").isZero();
    assertThat(version1.readUnsigned()).as("rows").isEqualTo(14);
    assertThat(version1.readUnsigned()).as("mask").isEqualTo(3);
    assertThat(version1.readUnsigned()).as("flags").isEqualTo(3);
    assertThat(version1.readUnsigned()).isEqualTo(15);
    assertThat(version1.readUnsigned()).isEqualTo(730);
    assertThat(sum.part().read(new StateReader(out.toBytes()), 2).remainders()).isEqualTo(sums);
  }

  @Test
  void sumOfVersion1IsStillRead() {
    StateReader in =
        new StateReader(HexFormat.of().parseHex("01610700c0843d022105010128020009812002039003"));
    assertThat(sum.part().read(in, 1).remainders())
        .containsExactly(
            new DatabaseSum(null, 9, new StatementDelta(MASK, new long[] {3, 400}, 2)));
  }

  private static RemainderSum sum(int top, int hardCap, double share) {
    return new RemainderSum(new SelectionConfig(top, hardCap, share), NO_TARGET, false);
  }

  private static Insight remainder(
      String incarnation, long seq, int chunk, long statements, long runs, long elapsed) {
    return remainder(null, incarnation, seq, chunk, statements, runs, elapsed);
  }

  private static Insight remainder(
      String database,
      String incarnation,
      long seq,
      int chunk,
      long statements,
      long runs,
      long elapsed) {
    return new Insight.Remainder(
        Verified.SOURCE,
        new ReadId(incarnation, seq),
        chunk,
        database == null ? null : Verified.clean(database),
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
    rates.decide(null, instance);
    StatementTurn turn = new StatementTurn(instance, record, row -> null);
    folded = new ArrayList<>();
    record
        .rows()
        .forEach(
            row -> {
              turn.begin(row);
              turn.delta(new StatementDelta(MASK, row.values(), 0));
              naming.decide(null, turn);
              folded.add(turn.folded());
              instance.rows().add(turn.outcome());
            });
    state = sum.afterRows(state, instance);
    insights = instance.insights();
  }
}
