package io.dbintel.streams.operators.sampler;

import static io.dbintel.streams.operators.sampler.SampledPolls.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.records.SessionSnapshot;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SessionSamplerTest {
  private static final long NOW = 600_000_000;
  private static final String RATE =
      "{targetPerMinute: 1000000, maxDecisionsPerSecond: %d, sessionsPerTick: %d,"
          + " rules: [{name: locks, when: \"wait_event_type == 'Lock'\", rate: 1},"
          + " {name: all, when: \"true\", rate: %s}]}";

  private final Map<String, Long> decisions = new TreeMap<>();
  private InstanceTurn turn;

  @Test
  void longestRunningAreKeptWhateverTheRulesSay() {
    List<Insight.QuerySample> kept = apply(RATE.formatted(5_000, 3, "0"), sessions(10, "IO"));
    assertThat(kept)
        .extracting(sample -> sample.session().sessionId())
        .containsExactly("7", "8", "9");
    assertThat(kept).allMatch(sample -> sample.weight() == 1);
    assertThat(decisions).containsEntry("longest", 3L).containsEntry("held_rule_all", 7L);
  }

  @Test
  void rulesSeeWhatSessionsWaitFor() {
    List<SessionSnapshot> sessions = new ArrayList<>(sessions(5, "IO"));
    sessions.addAll(sessions(4, "Lock"));
    assertThat(apply(RATE.formatted(5_000, 0, "0"), sessions)).hasSize(4);
    assertThat(decisions).containsEntry("rule_locks", 4L).containsEntry("interpreted", 9L);
  }

  @Test
  void shippedRulesKeepEverySessionOfASmallSystem() {
    assertThat(apply("{}", sessions(100, "IO"))).hasSize(100);
    assertThat(apply("{}", sessions(1_000, "IO"))).hasSizeBetween(101, 999);
  }

  @Test
  void shadowKeepsAllAndCountsWhatItWouldKeep() {
    assertThat(apply("{shadow: true, sessionsPerTick: 1}", sessions(200, "IO")))
        .hasSize(200)
        .allMatch(sample -> sample.weight() == 1);
    assertThat(decisions.get("shadow_kept") + decisions.get("shadow_held")).isEqualTo(199);
    assertThat(decisions).containsOnlyKeys("longest", "shadow_kept", "shadow_held");
  }

  @Test
  void weightsOfATickAddUpToAboutItsSessions() {
    double sum =
        apply(RATE.formatted(100_000, 50, "0.25"), sessions(4_000, "IO")).stream()
            .mapToDouble(Insight.QuerySample::weight)
            .sum();
    assertThat(sum).isCloseTo(4_000, within(400.0));
  }

  @Property(tries = 200)
  void everySessionIsKeptOrHeldForAReason(
      @ForAll @IntRange(max = 300) int sessions,
      @ForAll @IntRange(max = 50) int always,
      @ForAll @IntRange(min = 1, max = 200) int ceiling,
      @ForAll @DoubleRange(min = 0, max = 1) double rate) {
    decisions.clear();
    String config = RATE.formatted(ceiling, always, rate);
    List<Insight.QuerySample> kept = apply(config, sessions(sessions, "IO"));
    assertThat(
            decisions.values().stream().mapToLong(Long::longValue).sum()
                - decisions.getOrDefault("interpreted", 0L))
        .isEqualTo(sessions);
    assertThat(turn.sessionsSeen()).isEqualTo(sessions);
    assertThat(turn.sessionsKept()).isEqualTo(kept.size());

    TreeSet<String> first = new TreeSet<>();
    kept.forEach(sample -> first.add(sample.session().sessionId()));
    TreeSet<String> again = new TreeSet<>();
    apply(config, sessions(sessions, "IO"))
        .forEach(sample -> again.add(sample.session().sessionId()));
    assertThat(again).isEqualTo(first);
  }

  private List<Insight.QuerySample> apply(String yaml, List<SessionSnapshot> sessions) {
    VerifiedRecord.Sessions tick =
        new VerifiedRecord.Sessions(
            10, Verified.SOURCE, new ReadId("a", 1), 0, 1, 1_000, NOW, sessions, Map.of());
    turn = Verified.turn(tick);
    turn.admit(tick);
    SamplingRates rates = new SamplingRates(config(yaml));
    SamplerState state = rates.decide(null, turn);
    new SessionSampler(config(yaml)).decide(null, turn);
    SamplerState after = rates.afterRows(state, turn);
    assertThat(after.window()).isEqualTo(NOW / 60_000_000);
    turn.decisions().report((operator, kind, count) -> decisions.merge(kind, count, Long::sum));
    return turn.insights().stream().map(Insight.QuerySample.class::cast).toList();
  }

  /** Each has run a millisecond longer than the one before. */
  private static List<SessionSnapshot> sessions(int count, String wait) {
    List<SessionSnapshot> sessions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sessions.add(
          new SessionSnapshot(
              Integer.toString(i),
              1,
              Verified.clean("shop"),
              Verified.clean("app"),
              Verified.clean("checkout"),
              null,
              null,
              null,
              null,
              Verified.clean("active"),
              true,
              Verified.clean(wait),
              Verified.clean("event"),
              null,
              Verified.text("SELECT 1"),
              NOW - 1_000L * i,
              null,
              null,
              null,
              List.of(),
              Collections.emptySortedMap()));
    }
    return sessions;
  }
}
