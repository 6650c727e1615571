package io.dbintel.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.Hashing;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReplayComparisonTest {
  private static final String STATEMENT = "db.server.top_query";

  private final ReplayComparison comparison = new ReplayComparison();

  @Test
  void equalSetsDoNotDiffer() {
    comparison.then(statement("a", 1, 3));
    comparison.then(statement("b", 2, 4));
    comparison.now(statement("b", 2, 4));
    comparison.now(statement("a", 1, 3));
    comparison.endPartition();

    ReplaySummary summary = comparison.summary();
    assertThat(summary.differing()).isZero();
    assertThat(summary.kinds()).isEqualTo(Map.of(STATEMENT, new KindCount(2, 2, 0, 0, 0)));
    assertThat(summary.kinds().get(STATEMENT).equal()).isEqualTo(2);
    assertThat(summary.workThen()).isEqualTo(new WorkSum(7, 70, 700));
    assertThat(summary.workNow()).isEqualTo(summary.workThen());
    assertThat(summary.instances()).isEmpty();
    assertThat(summary.lines())
        .contains("cold state: none", "0 of 2 results differ")
        .anyMatch(line -> line.contains("7 calls then, +0 now"));
  }

  @Test
  void whatDiffersIsNamedByInstanceWithItsSums() {
    comparison.then(statement("changed", 1, 3));
    comparison.now(statement("changed", 2, 5));
    comparison.then(statement("gone", 3, 10));
    comparison.now(statement("new", 4, 1));
    comparison.endPartition();

    ReplaySummary summary = comparison.summary();
    assertThat(summary.differing()).isEqualTo(3);
    assertThat(summary.kinds().get(STATEMENT)).isEqualTo(new KindCount(2, 2, 1, 1, 1));
    assertThat(summary.instances())
        .isEqualTo(
            Map.of(
                "acme/shop", new InstanceDifference(1, 1, 1, new WorkSum(-7, -70, -700), 0, 0, 0)));
    assertThat(summary.lines())
        .contains(
            "  acme/shop: 1 changed, 1 only then, 1 only now; -7 calls, -70 ns, -700 rows",
            "3 of 3 results differ");
  }

  @Test
  void coldStateIsNamedAndIsNoDifference() {
    comparison.now(cold("acme/shop", 12, 0));
    comparison.now(cold("acme/shop", 3, 2));
    comparison.endPartition();

    ReplaySummary summary = comparison.summary();
    assertThat(summary.cold()).isEqualTo(17);
    assertThat(summary.differing()).isZero();
    assertThat(summary.replayed()).isZero();
    assertThat(summary.lines())
        .contains("cold state, without a base inside the window: acme/shop (15 rows, 2 series)");
  }

  @Test
  void textThatOnlyTheReplayDoesNotKnowIsCounted() {
    comparison.then(withText("a", 1, true));
    comparison.now(withText("a", 2, false));
    comparison.then(withText("b", 3, false));
    comparison.now(withText("b", 4, true));
    comparison.endPartition();

    assertThat(comparison.summary().lines())
        .anyMatch(line -> line.startsWith("1 changed results lack a text"));
  }

  @Test
  void detectionsOfLedgersAreAddedUp() {
    comparison.then(ledger("a", 1, 5));
    comparison.now(ledger("a", 2, 3));
    comparison.then(ledger("b", 1, 1));
    comparison.now(ledger("b", 1, 1));
    comparison.endPartition();

    assertThat(comparison.summary().lines())
        .contains("private values found, by ledgers: 6 then, 4 now");
  }

  @Property
  void countsAddUpHoweverResultsAreSpread(
      @ForAll @Size(max = 20) List<Boolean> then, @ForAll @Size(max = 20) List<Boolean> now) {
    ReplayComparison all = new ReplayComparison();
    Map<String, Integer> before = facts(then);
    Map<String, Integer> after = facts(now);
    before.forEach((id, content) -> all.then(statement(id, content, 1)));
    after.forEach((id, content) -> all.now(statement(id, content, 1)));
    all.endPartition();

    KindCount count = all.summary().kinds().getOrDefault(STATEMENT, KindCount.NONE);
    assertThat(count.then()).isEqualTo(before.size());
    assertThat(count.now()).isEqualTo(after.size());
    assertThat(count.then() - count.onlyThen()).isEqualTo(count.now() - count.onlyNow());
    long equal =
        before.entrySet().stream()
            .filter(one -> one.getValue().equals(after.get(one.getKey())))
            .count();
    assertThat(count.equal()).isEqualTo(equal);
    assertThat(all.summary().workNow().minus(all.summary().workThen()).calls())
        .isEqualTo((long) after.size() - before.size());
  }

  private static Map<String, Integer> facts(List<Boolean> bits) {
    Map<String, Integer> facts = new TreeMap<>();
    for (int i = 0; i < bits.size(); i++) {
      facts.put("id" + i, bits.get(i) ? 1 : 2);
    }
    return facts;
  }

  private static ResultFact statement(String id, long content, long calls) {
    WorkSum work = new WorkSum(calls, 10 * calls, 100 * calls);
    return fact(id, content, STATEMENT, work, false, 0);
  }

  private static ResultFact withText(String id, long content, boolean text) {
    return fact(id, content, STATEMENT, WorkSum.NONE, text, 0);
  }

  private static ResultFact ledger(String id, long content, long detections) {
    return fact(id, content, "dbintel.ledger", WorkSum.NONE, false, detections);
  }

  private static ResultFact cold(String instance, long rows, long series) {
    String id = "cold" + rows;
    return new ResultFact(
        id,
        Hashing.murmur3_128().hashBytesTo128Bits(new byte[] {1}),
        ReplayComparison.COLD,
        instance,
        WorkSum.NONE,
        false,
        0,
        rows,
        series);
  }

  private static ResultFact fact(
      String id, long content, String kind, WorkSum work, boolean text, long detections) {
    return new ResultFact(
        id,
        Hashing.murmur3_128().hashBytesTo128Bits(new byte[] {(byte) content}),
        kind,
        "acme/shop",
        work,
        text,
        detections,
        0,
        0);
  }
}
