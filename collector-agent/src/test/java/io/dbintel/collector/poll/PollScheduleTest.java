package io.dbintel.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class PollScheduleTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Property
  void everyDueTimeIsServedOrMissed(@ForAll @LongRange(min = 0, max = 50_000_000) long duration) {
    PollSchedule.Next next = PollSchedule.after(0, duration, SECOND, 1);
    List<Long> all = new ArrayList<>(next.missed());
    all.add(next.due());
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i)).isEqualTo((i + 1) * 1_000_000L);
    }
    assertThat(next.due() + 1_000_000).isGreaterThan(duration);
  }

  @Example
  void startsAgainAfterASuspend() {
    PollSchedule.Next next = PollSchedule.after(0, 3_600_000_000L, SECOND, 1);
    assertThat(next.missed()).hasSize(60);
    assertThat(next.due()).isEqualTo(3_600_000_000L);
  }

  @Example
  void stretchesTheInterval() {
    assertThat(PollSchedule.after(0, 1, SECOND, 2.5).due()).isEqualTo(2_500_000);
  }

  @Example
  void doesNotWaitForATimeOfDayThatSteppedBackToComeAgain() {
    long dayAgo = -86_400_000_000L;
    PollSchedule.Next next = PollSchedule.after(0, dayAgo, SECOND, 1);
    assertThat(next.due()).isEqualTo(dayAgo + 1_000_000);
    assertThat(next.missed()).isEmpty();
  }
}
