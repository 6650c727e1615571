package io.dbintel.streams.deltas;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.statement.StatementCounter;
import io.dbintel.streams.model.PureStream;
import io.dbintel.streams.model.Scenario;
import io.dbintel.streams.model.ServerModel;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The sum of the deltas against a model of pg_stat_statements, for random histories. */
class ExactnessTest {

  @Property(tries = 1500)
  void sumOfDeltasIsWhatTheReadsSayWhenRowsTellTheirOrigin(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int agents) {
    PureStream stream = new PureStream();
    Scenario scenario = new Scenario(seed, 17, agents, stream::process);
    scenario.baseline();
    for (int step = 0; step < 60; step++) {
      scenario.step();
      if (step % 7 == 3) {
        scenario.disturb();
      }
    }
    scenario.settle();
    assertExact(stream, scenario);
  }

  @Property(tries = 1500)
  void sumOfDeltasIsExactWhenNothingIsLostBetweenReads(
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
    assertExact(stream, scenario);
    for (int row = 0; row < scenario.rows(); row++) {
      assertThat(scenario.expected(row, 0)).isEqualTo(scenario.work(row, 0));
    }
  }

  @Property(tries = 1500)
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
    for (int row = 0; row < scenario.rows(); row++) {
      for (int column = 0; column < ServerModel.COLUMNS.size(); column++) {
        assertThat(sum(stream, row, column))
            .as("row %d, %s", row, ServerModel.COLUMNS.get(column))
            .isLessThanOrEqualTo(scenario.expected(row, column));
      }
    }
  }

  private static void assertExact(PureStream stream, Scenario scenario) {
    for (int row = 0; row < scenario.rows(); row++) {
      for (int column = 0; column < ServerModel.COLUMNS.size(); column++) {
        assertThat(sum(stream, row, column))
            .as("row %d, %s", row, ServerModel.COLUMNS.get(column))
            .isEqualTo(scenario.expected(row, column));
      }
    }
  }

  private static long sum(PureStream stream, int row, int column) {
    StatementCounter counter =
        StatementCounter.ofColumn(ServerModel.COLUMNS.get(column)).orElseThrow();
    return stream.sum(row).value(counter);
  }
}
