package io.dbintel.collector.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.collector.statements.PollModes.Demand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollModesTest {

  private static final ComparableEpoch EPOCH = new ComparableEpoch("7", 1L, 0, 9);
  private static final Demand NOTHING = new Demand(0, false, false);
  private static final long SECOND = 1_000_000;

  private final PollModes modes = new PollModes(3, Duration.ofMinutes(10));
  private long clock = 1_000 * SECOND;

  @Test
  void beginsFullAndReadsAllCountersEveryThirdTime() {
    List<PollMode> seen = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      seen.add(poll(EPOCH, NOTHING, 1));
    }
    assertThat(seen)
        .extracting(PollMode::full)
        .startsWith(true, false)
        .filteredOn(f -> f)
        .hasSize(1);
    assertThat(seen)
        .extracting(PollMode::allCounters)
        .containsExactly(true, false, false, true, false, false, true);
    assertThat(seen).extracting(PollMode::filtered).first().isEqualTo(false);
    assertThat(seen.subList(1, 7)).allMatch(PollMode::filtered);
  }

  @Test
  void isFullForAnotherEpochOrSelection() {
    poll(EPOCH, NOTHING, 1);
    assertThat(poll(new ComparableEpoch("7", 2L, 0, 9), NOTHING, 1).full()).isTrue();
    assertThat(poll(new ComparableEpoch("7", 2L, 0, 8), NOTHING, 1).full()).isTrue();
    assertThat(poll(new ComparableEpoch("8", 2L, 0, 8), NOTHING, 1).full()).isTrue();
    assertThat(poll(new ComparableEpoch("8", 2L, 0, 8), NOTHING, 1).full()).isFalse();
  }

  @Test
  void isFullOnceOnCommandAndAtTheEnd() {
    poll(EPOCH, NOTHING, 1);
    assertThat(poll(EPOCH, new Demand(1, false, false), 1).full()).isTrue();
    assertThat(poll(EPOCH, new Demand(1, false, false), 1).full()).isFalse();
    assertThat(poll(EPOCH, new Demand(1, true, false), 1).full()).isTrue();
  }

  @Test
  void isFullAfterTheInterval() {
    poll(EPOCH, NOTHING, 1);
    clock += 9 * 60 * SECOND;
    assertThat(poll(EPOCH, NOTHING, 1).full()).isFalse();
    clock += 60 * SECOND;
    assertThat(poll(EPOCH, NOTHING, 1).full()).isTrue();
    clock -= 60 * SECOND;
    assertThat(poll(EPOCH, NOTHING, 1).full()).as("the clock stepped back").isTrue();
  }

  @Test
  void isFullAfterAFailedDeliveryOnceTheBrokerIsBack() {
    poll(EPOCH, NOTHING, 1);
    modes.deliveryFailed();
    assertThat(poll(EPOCH, new Demand(0, false, true), 1).full()).isFalse();
    assertThat(poll(EPOCH, NOTHING, 1).full()).isTrue();
    assertThat(poll(EPOCH, NOTHING, 1).full()).isFalse();
  }

  @Test
  void doesNotFilterWhenMostRowsChangedOrNoneIsKnown() {
    poll(EPOCH, NOTHING, 1);
    assertThat(poll(EPOCH, NOTHING, 51).filtered()).isTrue();
    assertThat(poll(EPOCH, NOTHING, 50).filtered()).isFalse();
    poll(EPOCH, NOTHING, 1);
    assertThat(poll(EPOCH, NOTHING, 1).filtered()).isTrue();
    assertThat(modes.choose(EPOCH, clock, NOTHING, 0).filtered()).isFalse();
  }

  private PollMode poll(ComparableEpoch epoch, Demand demand, int changedOfHundred) {
    clock += SECOND;
    PollMode mode = modes.choose(epoch, clock, demand, 100);
    modes.polled(mode, epoch, clock, demand, changedOfHundred, 100);
    return mode;
  }
}
