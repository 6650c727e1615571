package io.dbintel.collector.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.collector.statements.AcknowledgedRows.SentRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AcknowledgedRowsTest {

  private static final int KEYS = 6;

  /**
   * Rows count up at random and are read by full and partial polls of which some are lost. Whoever
   * has all acknowledged polls, in order, knows every row that is left out as it is.
   */
  @Property(tries = 300)
  void leavesOutOnlyWhatTheBrokerHas(@ForAll long seed) {
    Random random = new Random(seed);
    AcknowledgedRows rows = new AcknowledgedRows();
    Map<StatementKey, Long> view = new HashMap<>();
    Map<StatementKey, Long> broker = new HashMap<>();
    for (int poll = 1; poll < 30; poll++) {
      change(view, random);
      boolean full = random.nextInt(5) == 0;
      AcknowledgedRows.Known known = rows.known();
      List<SentRow> sent = new ArrayList<>();
      for (Map.Entry<StatementKey, Long> entry : view.entrySet()) {
        CounterRow row = TestRows.row(entry.getKey(), null, hash(entry));
        if (full || !rows.has(row)) {
          sent.add(new SentRow(row.key(), row.changeHash()));
        } else {
          assertThat(broker).containsEntry(row.key(), entry.getValue());
        }
      }
      if (random.nextInt(4) > 0) {
        if (full) {
          broker.clear();
        }
        sent.forEach(row -> broker.put(row.key(), view.get(row.key())));
        rows.acknowledge(sent, full, poll, known.generation());
      }
    }
  }

  private static void change(Map<StatementKey, Long> view, Random random) {
    for (int i = 0; i < KEYS; i++) {
      StatementKey key = TestRows.key(i);
      switch (random.nextInt(4)) {
        case 0 -> view.merge(key, 1L, Long::sum);
        case 1 -> view.remove(key);
        default -> {}
      }
    }
  }

  private static long hash(Map.Entry<StatementKey, Long> entry) {
    return RowChangeHash.of(
        entry.getKey().hashCode(), entry.getValue(), 0, entry.getValue() * 1_000);
  }

  @Example
  void countersThatStartedLaterAreNotThoseAcknowledged() {
    AcknowledgedRows rows = new AcknowledgedRows();
    StatementKey key = TestRows.key(1);
    rows.acknowledge(List.of(new SentRow(key, 7)), true, 100, 0);
    assertThat(rows.has(TestRows.row(key, 100L, 7))).isTrue();
    assertThat(rows.has(TestRows.row(key, 101L, 7))).isFalse();
  }

  @Example
  void anAcknowledgementOfAnEarlierEpochCountsNothing() {
    AcknowledgedRows rows = new AcknowledgedRows();
    int before = rows.known().generation();
    rows.clear();
    rows.acknowledge(List.of(new SentRow(TestRows.key(1), 7)), false, 100, before);
    assertThat(rows.size()).isZero();
  }
}
