package io.dbintel.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.streams.model.PureStream;
import io.dbintel.streams.model.Scenario;
import io.dbintel.streams.model.ServerModel;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/**
 * The sum of the growth against a model of a server, its agents and the log, for random histories.
 * Which chunks count and what the sums are is decided by an oracle that shares no code with the
 * product.
 */
class ExactnessTest {

  @Property(tries = 600, shrinking = ShrinkingMode.OFF)
  void sumOfGrowthIsWhatTheReadsSayWhenRowsTellTheirOrigin(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int agents) {
    PureStream stream = new PureStream();
    Scenario scenario = new Scenario(seed, 17, agents, stream::process);
    scenario.baseline();
    for (int step = 0; step < 60; step++) {
      scenario.step();
      if (step % 7 == 3) {
        scenario.disturb();
      }
      if (step % 11 == 6) {
        scenario.change();
      }
    }
    scenario.settle();

    assertThat(stream.applied()).as("chunks applied").isEqualTo(scenario.applied());
    assertExact(stream, scenario);
  }

  @Property(tries = 400, shrinking = ShrinkingMode.OFF)
  void sumOfGrowthIsExactWhenNothingIsLostBetweenReads(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int agents,
      @ForAll @IntRange(min = 12, max = 18) int version) {
    PureStream stream = new PureStream();
    Scenario scenario = new Scenario(seed, version, agents, stream::process);
    scenario.baseline();
    for (int step = 0; step < 60; step++) {
      scenario.step();
      if (step % 9 == 5) {
        scenario.settle();
        scenario.disturb();
        scenario.settle();
      }
    }
    scenario.settle();

    assertThat(stream.applied()).as("chunks applied").isEqualTo(scenario.applied());
    assertExact(stream, scenario);
    for (int row = 0; row < ServerModel.ROWS; row++) {
      assertThat(scenario.expected(row, 0)).as("row %d", row).isEqualTo(scenario.work(row, 0));
    }
  }

  @Property(tries = 400, shrinking = ShrinkingMode.OFF)
  void neverCountsMoreThanWasDone(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int agents,
      @ForAll @IntRange(min = 12, max = 16) int version) {
    PureStream stream = new PureStream();
    Scenario scenario = new Scenario(seed, version, agents, stream::process);
    scenario.baseline();
    for (int step = 0; step < 60; step++) {
      scenario.step();
      if (step % 5 == 3) {
        scenario.disturb();
      }
    }
    scenario.settle();

    assertThat(stream.applied()).as("chunks applied").isEqualTo(scenario.applied());
    for (int row = 0; row < ServerModel.ROWS; row++) {
      for (int counter = 0; counter < ServerModel.COUNTERS.size(); counter++) {
        assertThat(stream.sum(row, counter))
            .as("row %d, counter %d", row, ServerModel.COUNTERS.get(counter))
            .isLessThanOrEqualTo(scenario.expected(row, counter));
      }
    }
  }

  private static void assertExact(PureStream stream, Scenario scenario) {
    for (int row = 0; row < ServerModel.ROWS; row++) {
      for (int counter = 0; counter < ServerModel.COUNTERS.size(); counter++) {
        assertThat(stream.sum(row, counter))
            .as("row %d, counter %d", row, ServerModel.COUNTERS.get(counter))
            .isEqualTo(scenario.expected(row, counter));
      }
    }
  }
}
