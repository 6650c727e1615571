package io.dbintel.collector.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.collector.config.QueryStatsConfig;
import io.dbintel.collector.poll.PollRuns;
import io.dbintel.collector.system.DeliveryListener;
import io.dbintel.collector.system.PollRun;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** What a poll did counts when it is handed over, and not when it was read. */
class HandOverTest {

  private static final int ROWS = 3;

  private final TableSource table = new TableSource();
  private final StatementCollector collector =
      new StatementCollector(
          new QueryStatsConfig(
              true, Duration.ofSeconds(10), 10, Duration.ofMinutes(10), Duration.ofHours(6)),
          new RecordSource("acme/orders", "h2", "test", "localhost", 1),
          table);

  @Test
  void aFullPollThatWasReadAndNeverHandedOverWasNotMade() throws Exception {
    poll();
    assertThat(isFull(poll())).as("the first was not handed over").isTrue();
    List<SpecificRecord> lost = poll(DeliveryListener::lost);
    assertThat(isFull(lost)).isTrue();
    List<SpecificRecord> kept = poll(HandOverTest::deliver);
    assertThat(isFull(kept)).as("what was lost is not remembered").isTrue();
    assertThat(texts(kept)).isEqualTo(ROWS);
    assertThat(isFull(poll(HandOverTest::deliver))).isFalse();
  }

  @Test
  void aFullPollOnCommandThatWasLostIsMadeAgain() throws Exception {
    poll(HandOverTest::deliver);
    assertThat(isFull(poll(1, DeliveryListener::lost))).isTrue();
    assertThat(isFull(poll(1, HandOverTest::deliver))).isTrue();
    assertThat(isFull(poll(1, HandOverTest::deliver))).isFalse();
  }

  @Test
  void textsOnTheirWayAreNotSentAgainUnlessTheyAreLost() throws Exception {
    List<DeliveryListener> underWay = new ArrayList<>();
    assertThat(texts(poll(underWay::add))).isEqualTo(ROWS);
    underWay.get(0).handedOver();
    assertThat(texts(poll())).as("under way").isZero();
    underWay.get(0).deliveryUnknown();
    assertThat(texts(poll())).as("in the spool").isZero();
    underWay.get(0).lost();
    assertThat(texts(poll())).as("no broker took them").isEqualTo(ROWS);
  }

  @Test
  void aTextThatCannotBeNormalisedTakesNoOtherAlong() throws Exception {
    table.poisoned = 1;
    List<SpecificRecord> records = poll(HandOverTest::deliver);
    assertThat(texts(records)).isEqualTo(ROWS - 1);
    assertThat(isFull(records)).isTrue();
    assertThat(texts(poll())).as("nor is it tried with every poll").isZero();
  }

  private static void deliver(DeliveryListener delivery) {
    delivery.handedOver();
    delivery.acknowledged();
  }

  private static boolean isFull(List<SpecificRecord> records) {
    return records.stream()
        .filter(StatementPollChunk.class::isInstance)
        .map(StatementPollChunk.class::cast)
        .allMatch(StatementPollChunk::getFull);
  }

  private static int texts(List<SpecificRecord> records) {
    return records.stream()
        .filter(QueryTexts.class::isInstance)
        .mapToInt(texts -> ((QueryTexts) texts).getTexts().size())
        .sum();
  }

  private interface Fate {
    void meets(DeliveryListener delivery);
  }

  private List<SpecificRecord> poll() throws Exception {
    return poll(delivery -> {});
  }

  private List<SpecificRecord> poll(Fate fate) throws Exception {
    return poll(0, fate);
  }

  private List<SpecificRecord> poll(long fullPollsWanted, Fate fate) throws Exception {
    table.clock++;
    PollRun run = PollRuns.recorded(false, fullPollsWanted, false);
    collector.collect(run);
    fate.meets(PollRuns.delivery(run));
    return PollRuns.decoded(run);
  }

  /** A table whose rows change between all polls. */
  private static final class TableSource implements StatementSource {

    private long clock = 1_000;
    private int poisoned = -1;

    @Override
    public StatementSnapshot read(ReadPlanner planner) {
      CounterMark mark = new CounterMark(clock, 1L, null, CounterMark.ALL);
      StatementHeader header = new StatementHeader("s", 1, "1", null, ServerRole.PRIMARY, 1, mark);
      ReadPlan plan = planner.plan(header);
      List<CounterRow> rows = new ArrayList<>();
      for (int i = 0; i < ROWS; i++) {
        rows.add(
            new CounterRow(
                TestRows.key(i),
                Integer.toString(i),
                false,
                "d",
                "u",
                null,
                clock,
                new long[] {clock, 0, 0}));
      }
      return new StatementSnapshot(
          header,
          mark,
          plan,
          SystemCatalogue.of("h2").statements().orElseThrow().counters(),
          ROWS,
          0,
          plan.toSend(rows),
          List.of());
    }

    @Override
    public void readTexts(Set<StatementKey> wanted, TextReceiver receiver) {
      for (int i = 0; i < ROWS; i++) {
        receiver.text(TestRows.key(i), "1", i == poisoned ? null : "select " + i, false, clock);
      }
    }
  }
}
