package io.dbintel.streams.processors;

import static io.dbintel.streams.operators.Polls.poll;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.operator.StatementTurn;
import io.dbintel.streams.operators.Polls;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.operators.texts.StatementTexts;
import io.dbintel.streams.operators.texts.TextsConfig;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.StatementDelta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatementProcessorTest {

  /** Admits every chunk, and looks at what became of its rows. */
  private final class Admission implements InstanceOperator<Void> {
    @Override
    public String name() {
      return "admission";
    }

    @Override
    public PartCodec<Void> part() {
      return null;
    }

    @Override
    public Void decide(Void prior, InstanceTurn turn) {
      if (turn.record() instanceof VerifiedRecord.Statements chunk) {
        turn.admit(new AdmittedChunk(chunk.header(), 1, true, false, 0, new Interval(1, 2), false));
      }
      return null;
    }

    @Override
    public Void afterRows(Void prior, InstanceTurn turn) {
      reasons.clear();
      turn.rows().forEach(row -> reasons.add(row.reason()));
      deleted = turn.rowsDeleted();
      return null;
    }
  }

  /**
   * Skips rows with no runs, remembers the runs of the others, and keeps rows that ran 99 times.
   */
  private static final class Growth implements StatementOperator<String> {
    @Override
    public String name() {
      return "growth";
    }

    @Override
    public PartCodec<String> part() {
      return new TextPart(1);
    }

    @Override
    public boolean keeps(String state, AdmittedChunk chunk) {
      return state.equals("99");
    }

    @Override
    public String decide(String prior, StatementTurn turn) {
      if (turn.row().values()[0] == 0) {
        turn.skip("idle");
        return prior;
      }
      turn.delta(new StatementDelta(turn.record().counters(), turn.row().values(), 0));
      return Long.toString(turn.row().values()[0]);
    }
  }

  /** Sees rows, skipped ones only if it asks. */
  private record Observer(String name, boolean seesSkippedRows, List<Integer> seen)
      implements StatementOperator<Void> {
    @Override
    public PartCodec<Void> part() {
      return null;
    }

    @Override
    public Void decide(Void prior, StatementTurn turn) {
      seen.add((int) turn.row().key().storeKey()[18]);
      return null;
    }
  }

  /** Names job 1, folds job 2, leaves the others. */
  private static final class Naming implements StatementOperator<Void> {
    @Override
    public String name() {
      return "naming";
    }

    @Override
    public PartCodec<Void> part() {
      return null;
    }

    @Override
    public Void decide(Void prior, StatementTurn turn) {
      switch (turn.row().key().storeKey()[18]) {
        case 1 -> turn.name();
        case 2 -> turn.fold("small");
        default -> {}
      }
      return null;
    }
  }

  private final List<String> reasons = new ArrayList<>();
  private final Observer asks = new Observer("asks", true, new ArrayList<>());
  private final Observer doesNot = new Observer("does-not", false, new ArrayList<>());
  private long deleted;
  private final ProcessorHarness harness =
      new ProcessorHarness(
          List.of(new Admission()),
          List.of(new StatementTexts(new TextsConfig(Duration.ofHours(24), 16))),
          List.of(new Growth(), asks, doesNot, new Naming()));

  @Test
  void skippedRowsAreSeenByThoseWhoAskAndEveryOperatorsCountsAddUp() {
    harness.send(
        poll("a", 1).row(1, 0, 5, 0).row(2, 0, 6, 0).row(3, 0, 7, 0).row(4, 0, 0, 0).record());

    assertThat(asks.seen()).containsExactly(1, 2, 3, 4);
    assertThat(doesNot.seen()).containsExactly(1, 2, 3);
    assertThat(reasons).containsExactly(null, "small", "not_named", "idle");
    assertThat(harness.counts)
        .containsEntry("growth in", 4L)
        .containsEntry("growth held idle", 1L)
        .containsEntry("growth out", 3L)
        .containsEntry("asks in", 4L)
        .containsEntry("asks out", 4L)
        .containsEntry("does-not in", 3L)
        .containsEntry("does-not out", 3L)
        .containsEntry("naming in", 3L)
        .containsEntry("naming held small", 1L)
        .containsEntry("naming out", 2L);
  }

  @Test
  void countsBeginAtZeroForEachChunk() {
    harness.send(poll("a", 1).row(4, 0, 0, 0).record());
    harness.send(poll("a", 2).row(4, 0, 0, 0).record());
    assertThat(harness.counts)
        .containsEntry("growth in", 2L)
        .containsEntry("growth held idle", 2L)
        .containsEntry("growth out", 0L);
  }

  @Test
  void namedRowLeavesWithItsText() {
    harness.send(Verified.texts(Verified.INSTANCE, Map.of(1, Verified.text("SELECT 1"))));

    var forwarded = harness.send(poll("a", 1).row(1, 0, 5, 9).row(2, 0, 6, 9).record());

    assertThat(forwarded).hasSize(1);
    Insight.NamedStatement named = (Insight.NamedStatement) forwarded.get(0).value();
    assertThat(named.key()).isEqualTo(Polls.key(Verified.INSTANCE, 1));
    assertThat(named.queryId()).isEqualTo("job 1");
    assertThat(named.text()).isEqualTo(Verified.text("SELECT 1"));
    assertThat(named.delta().values()).containsExactly(5, 9);
  }

  @Test
  void fullPollDeletesRowsThatLeftTheViewUnlessAnOperatorKeepsThem() {
    harness.send(
        poll("a", 1).row(1, 0, 5, 0).row(2, 0, 99, 0).row(3, 0, 6, 0).row(9, 0, 7, 0).record());

    harness.send(poll("a", 2).row(3, 0, 6, 0).row(4, 0, 8, 0).record());

    assertThat(deleted).isEqualTo(2);
    assertThat(harness.rowKeys().stream().map(key -> key[18]))
        .containsExactly((byte) 2, (byte) 3, (byte) 4);
  }

  @Test
  void partialPollAndRowsOfOtherInstancesDeleteNothing() {
    harness.send("acme/other", poll("a", 1).of("acme/other").row(1, 0, 5, 0).record());
    harness.send(poll("a", 1).row(1, 0, 5, 0).record());
    harness.send(poll("a", 2).partial().row(2, 0, 5, 0).record());
    assertThat(harness.rowKeys()).hasSize(3);
    harness.send(poll("a", 3).record());
    assertThat(harness.rowKeys()).hasSize(1);
    assertThat(deleted).isEqualTo(2);
  }

  @Test
  void valueThatDidNotChangeIsNotWritten() {
    harness.send(poll("a", 1).row(1, 0, 5, 0).record());
    byte[] first = ProcessorHarness.content(harness.statements()).get(0).value;
    harness.send(poll("a", 2).row(1, 0, 5, 0).record());
    assertThat(ProcessorHarness.content(harness.statements()).get(0).value).isSameAs(first);
    harness.send(poll("a", 3).row(1, 0, 6, 0).record());
    assertThat(ProcessorHarness.content(harness.statements()).get(0).value).isNotSameAs(first);
  }
}
