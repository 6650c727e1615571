package io.dbintel.streams.operators.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.model.Increments;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.operator.TenantTurn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TenantUsageTotalsTest {
  private static final long MINUTE_MS = 60_000;

  private final TenantUsageTotals operator = new TenantUsageTotals();

  private record Increment(long minute, long day, long records, long bytes, long results) {}

  private static final class Run {
    final List<Insight.TenantUsage> emitted = new ArrayList<>();
    TenantUsageState state;
  }

  @Provide
  Arbitrary<List<Increment>> increments() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 200),
            Arbitraries.longs().between(100, 115),
            Arbitraries.longs().between(0, 50),
            Arbitraries.longs().between(0, 100_000),
            Arbitraries.longs().between(0, 50))
        .as(Increment::new)
        .list()
        .ofMaxSize(60);
  }

  @Property
  void totalsDoNotDependOnTheOrderOfIncrements(
      @ForAll("increments") List<Increment> increments, @ForAll long seed) {
    List<Increment> shuffled = new ArrayList<>(increments);
    Collections.shuffle(shuffled, new Random(seed));
    SortedMap<Long, UsageSum> expected = new TreeMap<>();
    for (Increment one : increments) {
      expected.merge(
          one.day(),
          new UsageSum(one.records(), one.bytes(), one.results()),
          (sum, more) -> sum.plus(more.rawRecords(), more.rawBytes(), more.resultRecords()));
    }

    assertThat(totals(run(increments))).isEqualTo(expected);
    assertThat(totals(run(shuffled))).isEqualTo(expected);
  }

  @Property
  void incrementsHaveNumbersOfTheirOwnAndFewDaysArePending(
      @ForAll("increments") List<Increment> increments) {
    Run run = run(increments);
    Set<Long> numbers = new HashSet<>();
    run.emitted.forEach(one -> assertThat(numbers.add(one.sequence())).isTrue());
    if (run.state != null) {
      assertThat(run.state.pending()).hasSizeLessThanOrEqualTo(8);
    }
  }

  private static SortedMap<Long, UsageSum> totals(Run run) {
    SortedMap<Long, UsageSum> totals = new TreeMap<>();
    if (run.state != null) {
      totals.putAll(run.state.pending());
    }
    for (Insight.TenantUsage one : run.emitted) {
      totals.merge(
          one.day(),
          new UsageSum(one.rawRecords(), one.rawBytes(), one.resultRecords()),
          (sum, more) -> sum.plus(more.rawRecords(), more.rawBytes(), more.resultRecords()));
    }
    return totals;
  }

  private Run run(List<Increment> increments) {
    Run run = new Run();
    for (Increment one : increments) {
      TenantUsage usage =
          Increments.usage("acme/orders", one.day(), one.records(), one.bytes(), one.results());
      TenantTurn<TenantUsage> turn = new TenantTurn<>("acme", one.minute() * MINUTE_MS, usage);
      run.state = operator.decide(run.state, turn);
      turn.insights().forEach(insight -> run.emitted.add((Insight.TenantUsage) insight));
    }
    return run;
  }

  @Test
  void emitsEveryTenMinutesOfTheTenantsTime() {
    Run run =
        run(
            List.of(
                new Increment(0, 100, 1, 10, 0),
                new Increment(9, 100, 1, 10, 0),
                new Increment(3, 100, 1, 10, 0),
                new Increment(10, 100, 1, 10, 5),
                new Increment(11, 100, 1, 10, 0)));
    assertThat(run.emitted).containsExactly(new Insight.TenantUsage("acme", 1, 100, 4, 40, 5));
  }

  @Test
  void laterDayEndsTheDaysBefore() {
    Run run =
        run(
            List.of(
                new Increment(0, 100, 1, 10, 0),
                new Increment(1, 99, 2, 20, 0),
                new Increment(2, 101, 3, 30, 0)));
    assertThat(run.emitted)
        .containsExactly(
            new Insight.TenantUsage("acme", 1, 99, 2, 20, 0),
            new Insight.TenantUsage("acme", 2, 100, 1, 10, 0));
    assertThat(run.state.pending()).containsOnlyKeys(101L);
  }

  /** The bytes in stores must stay readable. */
  @Test
  void codecKeepsItsBytes() {
    TenantUsageState kept =
        new TenantUsageState(5, 300, 200, new TreeMap<>(Map.of(7L, new UsageSum(1, 300, 2))));
    TenantUsageStateCodec codec = new TenantUsageStateCodec();
    StateWriter out = new StateWriter();
    codec.write(kept, out);
    assertThat(HexFormat.of().formatHex(out.toBytes())).isEqualTo("05ac02c801010701ac0202");
    assertThat(codec.read(new StateReader(out.toBytes()), 1)).isEqualTo(kept);
  }
}
