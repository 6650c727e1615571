package io.dbintel.streams.operators.sampler;

import static io.dbintel.streams.operators.Polls.poll;
import static io.dbintel.streams.operators.sampler.SampledPolls.MILLI;
import static io.dbintel.streams.operators.sampler.SampledPolls.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dbintel.streams.operators.Polls;
import io.dbintel.streams.operators.selection.SelectionConfig;
import io.dbintel.streams.statements.DeltaFlag;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AdaptiveSamplerTest {
  private static final SelectionConfig ONE = new SelectionConfig(1, 10_000, 0);
  private static final int ROWS = 5_000;

  @Test
  void shippedRulesKeepSlowRowsAndAFewFastOnes() {
    SampledPolls polls = new SampledPolls(ONE, config("targetPerMinute: 1000000")).warmUp(100);
    polls.apply(rows(0, ROWS, 2 * MILLI), 110, 10, 0);
    assertThat(named(polls)).hasSizeBetween(25, 80);
    assertThat(polls.rows)
        .filteredOn(SampledPolls.Sampled::named)
        .allMatch(row -> row.weight() == 100);

    polls.apply(rows(0, 50, 1_500 * MILLI), 112, 10, 0);
    assertThat(named(polls)).hasSize(50);
    assertThat(polls.rows).allMatch(row -> row.weight() == 1);
  }

  @Test
  void weightsAddUpToAboutTheRowsThatThereWere() {
    SampledPolls polls =
        new SampledPolls(
                ONE,
                config("{targetPerMinute: 1000000, rules: [{name: a, when: \"true\", rate: 0.2}]}"))
            .warmUp(100);
    polls.apply(rows(0, ROWS, MILLI), 110, 10, 0);
    double sum =
        polls.rows.stream()
            .filter(SampledPolls.Sampled::named)
            .mapToDouble(SampledPolls.Sampled::weight)
            .sum();
    assertThat(sum).isCloseTo(ROWS, within(ROWS * 0.1));
  }

  @Test
  void whatIsNewOrFailedIsAlwaysKept() {
    SampledPolls polls = new SampledPolls(ONE, config("rules: []")).warmUp(100);
    polls.apply(rows(0, 3, MILLI), 110, 10, DeltaFlag.FIRST_SEEN.bit());
    assertThat(named(polls)).hasSize(3);
    polls.apply(rows(0, 3, MILLI), 111, 1, DeltaFlag.EVICTED.bit());
    assertThat(named(polls)).hasSize(3);
    polls.apply(rows(0, 3, MILLI), 112, 1, DeltaFlag.RESET.bit());
    assertThat(named(polls)).isEmpty();
    Polls failing =
        poll("a", 4).counters(Polls.RUNS | Polls.ELAPSED | Polls.FAILURES).row(1, 0, 1, 5, 1);
    polls.apply(failing.row(2, 0, 1, 5, 0), 113, 1, 0);
    assertThat(polls.rows)
        .extracting(SampledPolls.Sampled::reason)
        .containsExactly(null, "no_rule");
    assertThat(polls.decisions).containsEntry("first_seen", 3L).containsEntry("severity", 4L);
  }

  @Test
  void everyReasonIsCountedUnderItsRule() {
    SampledPolls polls =
        new SampledPolls(
                ONE,
                config(
                    """
                    rules:
                      - {name: long, when: "mean_exec_time > 100", rate: 1}
                      - {name: read, when: "operation == 'SELECT' || calls == 7.0", rate: 0}
                      - {name: rest, when: "calls > 1", rate: 0}
                    """))
            .warmUp(100);
    polls.apply(
        poll("a", 2).row(1, 0, 1, 200 * MILLI).row(2, 0, 7, 1).row(3, 0, 2, 1).row(4, 0, 1, 1),
        110,
        10,
        0);
    assertThat(polls.rows)
        .extracting(SampledPolls.Sampled::reason)
        .containsExactly(null, "rule_read", "rule_rest", "no_rule");
    assertThat(polls.decisions)
        .containsEntry("rule_long", 1L)
        .containsEntry("interpreted", 3L)
        .doesNotContainKey("rule_read");
  }

  @Test
  void rulesDecideAboutNoMoreRowsOfASecondThanTheCeiling() {
    SampledPolls polls =
        new SampledPolls(
                ONE,
                config("{maxDecisionsPerSecond: 10, rules: [{name: a, when: \"true\", rate: 1}]}"))
            .warmUp(100);
    polls.apply(rows(0, 7, MILLI).chunk(0, 2), 110, 10, 0);
    assertThat(named(polls)).hasSize(7);
    polls.apply(rows(7, 7, MILLI).chunk(1, 2), 110, 10, 0);
    assertThat(polls.rows.subList(0, 3)).allMatch(SampledPolls.Sampled::named);
    assertThat(polls.rows.subList(3, 7)).allMatch(row -> "over_ceiling".equals(row.reason()));
    polls.apply(rows(0, 7, MILLI), 111, 1, 0);
    assertThat(named(polls)).hasSize(7);
  }

  @Test
  void slotsAreKeptForRowsWithAHighLoad() {
    SampledPolls polls =
        new SampledPolls(
                new SelectionConfig(1, 2, 0), config("rules: [{name: a, when: \"true\", rate: 1}]"))
            .warmUp(100);
    polls.apply(rows(0, 4, MILLI).row(9_999, 0, 1, 1_000_000 * MILLI), 110, 10, 0);
    assertThat(polls.rows)
        .extracting(SampledPolls.Sampled::reason)
        .containsExactly(null, "over_cap", "over_cap", "over_cap", null);
  }

  @Test
  void shadowCountsWhatItWouldDoAndNamesByLoadAlone() {
    SampledPolls real = new SampledPolls(ONE, config("{}")).warmUp(100);
    SampledPolls shadow = new SampledPolls(ONE, config("shadow: true")).warmUp(100);
    real.apply(rows(0, ROWS, 20 * MILLI), 110, 10, 0);
    shadow.apply(rows(0, ROWS, 20 * MILLI), 110, 10, 0);

    assertThat(named(real)).hasSizeGreaterThan(300);
    assertThat(shadow.rows).allMatch(row -> "low_load".equals(row.reason()));
    assertThat(shadow.decisions)
        .containsEntry("shadow_kept", (long) named(real).size())
        .containsEntry("shadow_held", (long) ROWS - named(real).size());
  }

  @Test
  void statementIsDecidedAlikeInAWindowAndAnewInTheNext() {
    SampledPolls polls =
        new SampledPolls(
                ONE,
                config("{targetPerMinute: 1000000, rules: [{name: a, when: \"true\", rate: 0.3}]}"))
            .warmUp(120);
    Set<String> first = named(polls.apply(rows(0, 1_000, MILLI), 130, 10, 0));
    assertThat(named(polls.apply(rows(0, 1_000, MILLI), 140, 10, 0))).isEqualTo(first);
    Set<String> later = named(polls.apply(rows(0, 1_000, MILLI), 190, 50, 0));
    assertThat(later).isNotEqualTo(first);
    assertThat(later).anyMatch(first::contains);
  }

  /** Whatever the rules, rates and loads: what is named and what is summed is all there was. */
  @Property(tries = 300)
  void namedAndRemaindersAreAllThatGrew(
      @ForAll List<@IntRange(min = 0, max = 40_000) Integer> loads,
      @ForAll @IntRange(min = 1, max = 30) int top,
      @ForAll @DoubleRange(min = 0, max = 1) double rate,
      @ForAll @IntRange(min = 1, max = 500) int target,
      @ForAll @IntRange(min = 1, max = 20) int ceiling,
      @ForAll @DoubleRange(min = 0, max = 1) double override,
      @ForAll boolean shadow) {
    SamplerConfig config =
        config(
            """
            rules:
              - {name: long, when: "mean_exec_time > 20", rate: %s}
              - {name: short, when: "calls < 3", rate: %s}
            targetPerMinute: %d
            maxDecisionsPerSecond: %d
            shadow: %s
            """
                .formatted(1 - rate, rate, target, ceiling, shadow));
    SampledPolls polls = new SampledPolls(new SelectionConfig(top, top + 5, 0.9), config);
    long mask = Polls.RUNS | Polls.ITEMS | Polls.ELAPSED;
    int last = 6;
    for (int chunk = 0; chunk < last; chunk++) {
      Polls poll = poll("a", chunk / 2).chunk(chunk % 2, 2).counters(mask);
      for (int job = 0; job < loads.size(); job++) {
        int load = loads.get(job);
        poll.rowOf("database " + load % 3, job, load % 5, load, load * 1_000L * (chunk + 1));
      }
      polls.overriddenBy(chunk / 2 == 1 ? override : Double.NaN);
      polls.apply(poll, 100 + 20L * (chunk / 2), 20, load(loads) % 8);
    }

    for (long counter : new long[] {Polls.RUNS, Polls.ITEMS, Polls.ELAPSED}) {
      for (int database = 0; database < 3; database++) {
        String name = "database " + database;
        int number = database;
        long named =
            polls.all.stream()
                .filter(row -> row.named() && row.row().database() >= 0)
                .filter(row -> loads.get(job(row)) % 3 == number)
                .mapToLong(row -> row.delta().sum(counter))
                .sum();
        long rest =
            polls.remainders.stream()
                .filter(remainder -> remainder.database().toString().equals(name))
                .mapToLong(remainder -> remainder.sum().sum(counter))
                .sum();
        long grown =
            polls.all.stream()
                .filter(row -> loads.get(job(row)) % 3 == number)
                .mapToLong(row -> row.delta().sum(counter))
                .sum();
        assertThat(named + rest).as(name).isEqualTo(grown);
      }
    }
    long folded = polls.all.stream().filter(row -> !row.named()).count();
    assertThat(polls.remainders.stream().mapToLong(r -> r.statements()).sum()).isEqualTo(folded);
  }

  @Test
  void overrideHoldsInPlaceOfAllRulesAndOfNone() {
    SampledPolls polls =
        new SampledPolls(
                ONE,
                config(
                    "{targetPerMinute: 1000000, rules: [{name: odd, when: \"calls < 2\", rate:"
                        + " 0}]}"))
            .warmUp(100)
            .overriddenBy(0.25);
    polls.apply(rows(0, ROWS - 1, MILLI).row(7_777, 0, 1, MILLI), 110, 10, 0);
    assertThat(named(polls).size()).isCloseTo(ROWS / 4, within(ROWS / 40));
    assertThat(polls.rows)
        .allMatch(row -> row.named() ? row.weight() == 4 : "override".equals(row.reason()));
    polls.overriddenBy(0).apply(rows(0, 3, MILLI), 111, 1, DeltaFlag.FIRST_SEEN.bit());
    assertThat(named(polls)).as("first sights under a rate of 0").hasSize(3);
    polls.overriddenBy(0).apply(rows(0, 9, MILLI), 112, 1, 0);
    assertThat(named(polls)).isEmpty();
    polls.overriddenBy(1).apply(rows(0, 9, MILLI), 113, 1, 0);
    assertThat(named(polls)).hasSize(9);
    polls.overriddenBy(Double.NaN).apply(rows(0, 9, MILLI), 114, 1, 0);
    assertThat(polls.rows).allMatch(row -> "no_rule".equals(row.reason()));
  }

  /** However a poll is cut into chunks, the rules keep the same statements. */
  @Property(tries = 100)
  void whatRulesKeepDoesNotDependOnHowAPollIsCut(@ForAll @IntRange(min = 1, max = 200) int cut) {
    String rules = "{targetPerMinute: 1000000, rules: [{name: a, when: \"true\", rate: 0.4}]}";
    SampledPolls whole = new SampledPolls(ONE, config(rules)).warmUp(120);
    SampledPolls parts = new SampledPolls(ONE, config(rules)).warmUp(120);
    Set<String> named = named(whole.apply(rows(0, 201, MILLI), 130, 10, 0));
    Set<String> before = named(parts.apply(rows(0, cut, MILLI).chunk(0, 2), 130, 10, 0));
    Set<String> after = named(parts.apply(rows(cut, 201 - cut, MILLI).chunk(1, 2), 130, 10, 0));
    before.addAll(after);
    assertThat(before).isEqualTo(named);
  }

  /** What is kept at a rate is kept at every higher one. */
  @Property(tries = 100)
  void higherRateKeepsMoreOfTheSame(
      @ForAll @DoubleRange(min = 0, max = 1) double one,
      @ForAll @DoubleRange(min = 0, max = 1) double other) {
    String rules = "{targetPerMinute: 1000000, rules: [{name: a, when: \"true\", rate: %s}]}";
    SampledPolls low =
        new SampledPolls(ONE, config(rules.formatted(Math.min(one, other)))).warmUp(120);
    SampledPolls high =
        new SampledPolls(ONE, config(rules.formatted(Math.max(one, other)))).warmUp(120);
    assertThat(named(high.apply(rows(0, 300, MILLI), 130, 10, 0)))
        .containsAll(named(low.apply(rows(0, 300, MILLI), 130, 10, 0)));
  }

  private static int load(List<Integer> loads) {
    return loads.isEmpty() ? 0 : loads.get(0);
  }

  private static int job(SampledPolls.Sampled row) {
    return Integer.parseInt(row.row().queryId().substring("job ".length()));
  }

  private static Polls rows(int from, int count, long meanNanos) {
    Polls poll = poll("a", 1_000_000);
    for (int job = from; job < from + count; job++) {
      poll.row(job, 0, 3, 3 * meanNanos);
    }
    return poll;
  }

  private static Set<String> named(SampledPolls polls) {
    return polls.rows.stream()
        .filter(SampledPolls.Sampled::named)
        .map(row -> row.row().queryId())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
