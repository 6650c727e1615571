package io.dbintel.collector.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.collector.system.PollFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupScheduleTest {

  private static final Duration QUICK = Duration.ofMillis(20);
  private static final PollFailure TIMEOUT = new PollFailure("57014", "took too long", false, null);

  private final GroupSchedule schedule = schedule();
  private final List<Long> sizesReadAt = new ArrayList<>();

  private static GroupSchedule schedule() {
    Map<String, Integer> every = new LinkedHashMap<>();
    every.put("databases", 1);
    every.put("sizes", 6);
    return new GroupSchedule(Duration.ofSeconds(10), every);
  }

  @Test
  void readsEachGroupEverySoManyPolls() {
    poll(0, 13, QUICK);
    assertThat(sizesReadAt).containsExactly(0L, 6L, 12L);
    assertThat(schedule.remarks()).isEmpty();
  }

  @Test
  void asksLessAndLessForAGroupThatFailsAndComesBackStepByStep() {
    poll(0, 1_200, null);
    assertThat(sizesReadAt).startsWith(0L, 12L, 36L, 84L, 180L, 372L, 756L, 1_140L);
    assertThat(schedule.remarks())
        .singleElement()
        .asString()
        .contains("sizes", "57014", "3840 s", "disabledGroups: [sizes]");
    sizesReadAt.clear();
    poll(1_200, 3_000, QUICK);
    assertThat(sizesReadAt)
        .as("384 polls after the last failure; then 192, 96, 48, 24, 12, 6")
        .startsWith(1_524L, 1_716L, 1_812L, 1_860L, 1_884L, 1_896L, 1_902L, 1_908L);
    assertThat(schedule.remarks()).isEmpty();
  }

  @Test
  void aGroupMayTakeATenthOfItsTime() {
    poll(0, 200, Duration.ofSeconds(20));
    assertThat(sizesReadAt).as("every 240 s for 20 s").startsWith(0L, 24L, 48L, 72L);
    assertThat(schedule.remarks()).singleElement().asString().contains("a tenth", "240 s");
  }

  /** Null for a failure. */
  private void poll(long from, long to, Duration sizesTake) {
    for (long poll = from; poll < to; poll++) {
      for (String group : schedule.due(poll)) {
        if (!group.equals("sizes")) {
          schedule.read(group, poll, QUICK);
        } else if (sizesTake == null) {
          sizesReadAt.add(poll);
          schedule.failed(group, poll, TIMEOUT);
        } else {
          sizesReadAt.add(poll);
          schedule.read(group, poll, sizesTake);
        }
      }
    }
  }
}
