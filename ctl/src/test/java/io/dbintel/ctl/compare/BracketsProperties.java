package io.dbintel.ctl.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.collector.system.CounterReading;
import io.dbintel.ctl.compare.Brackets.Bracket;
import io.dbintel.ctl.compare.Measure.Verdict;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever polls, applications and readings alternate like, a right ledger is never called wrong.
 */
class BracketsProperties {

  private static final int STEPS = 400;

  private static Comparison compare(Simulation simulation, long error)
      throws IncomparableException {
    Brackets brackets = new Brackets();
    DatabaseGrowth growth = new DatabaseGrowth();
    Bracket first = null;
    brackets.add(growth.add(simulation.read()));
    for (int step = 0; ; step++) {
      switch (simulation.below(3)) {
        case 0 -> simulation.pollOneRow();
        case 1 -> simulation.apply();
        default -> simulation.work();
      }
      if (simulation.below(3) == 0 && brackets.add(simulation.ledger())) {
        brackets.add(growth.add(simulation.read()));
        Optional<Bracket> bracket = brackets.bracket();
        if (first == null && bracket.isPresent()) {
          first = bracket.get();
          brackets.forgetBefore(first.after());
          simulation.error = error;
        } else if (first != null && bracket.isPresent() && step > STEPS) {
          if (bracket.get().follows(first)) {
            return Comparison.of(first, bracket.get()).orElseThrow();
          }
        }
      }
    }
  }

  @Property
  void aRightLedgerIsWithinTheBounds(@ForAll long seed) throws IncomparableException {
    Comparison result = compare(new Simulation(seed, false), 0);
    assertThat(result.isWrong()).isFalse();
    assertThat(result.calls().least()).isLessThanOrEqualTo(result.calls().told());
    assertThat(result.calls().most()).isGreaterThanOrEqualTo(result.calls().told());
    if (result.isExact()) {
      assertThat(result.calls().least()).isEqualTo(result.calls().most());
    }
  }

  @Property
  void whatTheLedgerSaysLiesBetweenTheReadings(@ForAll long seed) throws IncomparableException {
    Simulation simulation = new Simulation(seed, false);
    Brackets brackets = new Brackets();
    DatabaseGrowth growth = new DatabaseGrowth();
    CounterReading begin = simulation.read();
    long atBegin = begin.rows().values().stream().mapToLong(CounterReading.Row::calls).sum();
    brackets.add(growth.add(begin));
    for (int step = 0; step < STEPS; step++) {
      if (simulation.below(3) == 0) {
        simulation.apply();
      } else {
        simulation.pollOneRow();
      }
      long told = simulation.toldInAll();
      if (brackets.add(simulation.ledger())) {
        brackets.add(growth.add(simulation.read()));
        brackets
            .bracket()
            .ifPresent(
                bracket ->
                    assertThat(told)
                        .isBetween(
                            atBegin + bracket.before().grown().calls(),
                            atBegin + bracket.after().grown().calls()));
      }
    }
  }

  @Property
  void anIdleDatabaseIsExactlyEqual(@ForAll long seed) throws IncomparableException {
    Comparison result = compare(new Simulation(seed, true), 0);
    assertThat(result.isExact()).isTrue();
    assertThat(result.calls().told()).isZero();
  }

  @Property
  void anErrorWiderThanTheBoundsIsFound(@ForAll long seed) throws IncomparableException {
    Comparison less = compare(new Simulation(seed, true), -1);
    assertThat(less.calls().verdict()).isEqualTo(Verdict.TOO_LITTLE);
    assertThat(less.rows().difference()).isEqualTo(-2);
  }

  @Property
  void anythingToldTwiceIsFound(@ForAll long seed) throws IncomparableException {
    Comparison more = compare(new Simulation(seed, true), 1);
    assertThat(more.timeNs().verdict()).isEqualTo(Verdict.TOO_MUCH);
    assertThat(more.isWrong()).isTrue();
  }
}
