package io.dbintel.streams.operators.sampler;

import static io.dbintel.streams.operators.Polls.poll;
import static io.dbintel.streams.operators.sampler.SampledPolls.MILLI;
import static io.dbintel.streams.operators.sampler.SampledPolls.config;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operators.GoldenBytes;
import io.dbintel.streams.operators.Polls;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.operators.selection.SelectionConfig;
import org.junit.jupiter.api.Test;

class SamplingRatesTest {
  private static final String TWO_RULES =
      """
      rules:
        - {name: long, when: "mean_exec_time > 20", rate: 0.8}
        - {name: short, when: "true", rate: 0.8}
      targetPerMinute: 600
      """;

  @Test
  void recordsAMinuteComeDownToTheTarget() {
    SampledPolls polls = new SampledPolls(new SelectionConfig(1, 10_000, 0), config(TWO_RULES));
    long named = 0;
    for (int poll = 1; poll <= 60; poll++) {
      polls.apply(workload(poll), 600 + poll * 10L, 10, 0);
      if (poll > 54) {
        named += polls.rows.stream().filter(SampledPolls.Sampled::named).count();
      }
    }
    assertThat(named).as("records of the last minute").isBetween(480L, 720L);
    long longOnes =
        polls.rows.stream()
            .filter(row -> row.row().values()[1] > 20 * MILLI)
            .filter(SampledPolls.Sampled::named)
            .count();
    assertThat(longOnes).as("of 50 rows with most of the time").isGreaterThan(30);
  }

  @Test
  void ratesComeBackWhenTheLoadIsGone() {
    SampledPolls polls = new SampledPolls(new SelectionConfig(1, 10_000, 0), config(TWO_RULES));
    for (int poll = 1; poll <= 60; poll++) {
      polls.apply(workload(poll), 600 + poll * 10L, 10, 0);
    }
    for (int poll = 61; poll <= 160; poll++) {
      polls.apply(
          poll("a", poll).row(1, 0, 1, 900 * MILLI).row(2, 0, 1, MILLI), 600 + poll * 10L, 10, 0);
    }
    int kept = 0;
    for (int poll = 161; poll <= 260; poll++) {
      polls.apply(
          poll("a", poll).row(1, 0, 1, 900 * MILLI).row(2, 0, 1, MILLI), 600 + poll * 60L, 60, 0);
      kept += polls.rows.get(1).named() ? 1 : 0;
    }
    assertThat(kept).as("polls of 100 that name a row whose rate is 0.8").isBetween(65, 95);
  }

  @Test
  void workloadIsCountedByRuleAndForgottenWithTheRules() {
    SampledPolls polls =
        new SampledPolls(new SelectionConfig(1, 10_000, 0), config(TWO_RULES)).warmUp(100);
    polls.apply(workload(2), 110, 10, 0);
    SamplerState state = polls.state();
    assertThat(state.rows()).containsExactly(50, 450, 0, 0, 1);
    assertThat(state.nanos()[0]).isEqualTo(50 * 30 * MILLI);

    SamplingRates renamed =
        new SamplingRates(config("rules: [{name: a, when: \"true\", rate: 1}]"));
    InstanceTurn turn = Verified.turn(poll("a", 3).record());
    assertThat(renamed.decide(state, turn)).as("no chunk was admitted").isSameAs(state);
    assertThat(turn.sampling()).isNull();
  }

  @Test
  void bytesInStoresStayReadable() {
    SamplerState golden =
        new SamplerState(
            0x0102030405060708L,
            300,
            18_000,
            7,
            true,
            new long[] {1, 2, 0},
            new long[] {1_000, 0, 0},
            new long[] {5_000, 0, 300},
            new long[] {9, 8, 7});
    GoldenBytes.check(
        new SamplingRates(config("{}")).part(),
        11,
        golden,
        "010203040506070803ac02d08c010701" + "01e807882709" + "02000008" + "0000ac0207");
  }

  /** 50 rows of 30 ms and 450 of 0.1 ms. */
  private static Polls workload(int seq) {
    Polls poll = poll("a", seq);
    for (int job = 0; job < 500; job++) {
      poll.row(job, 0, 1, job < 50 ? 30 * MILLI : MILLI / 10);
    }
    return poll;
  }
}
