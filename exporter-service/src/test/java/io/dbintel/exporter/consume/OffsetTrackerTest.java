package io.dbintel.exporter.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OffsetTrackerTest {

  @Property
  void commitsNothingThatIsUnfinished(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 4) Integer> steps,
      @ForAll long seed) {
    OffsetTracker tracker = new OffsetTracker(1_000);
    List<Long> offsets = new ArrayList<>();
    long offset = 999;
    for (int step : steps) {
      offset += step;
      offsets.add(offset);
      tracker.add(offset);
    }
    TreeSet<Long> unfinished = new TreeSet<>(offsets);
    List<Long> order = new ArrayList<>(offsets);
    Collections.shuffle(order, new Random(seed));
    for (long finished : order) {
      tracker.finish(finished);
      unfinished.remove(finished);
      long expected = unfinished.isEmpty() ? offset + 1 : unfinished.first();
      assertThat(tracker.committable()).isEqualTo(expected);
      assertThat(tracker.pending()).isEqualTo(unfinished.size());
    }
  }

  @Test
  void finishingTwiceDoesNoHarm() {
    OffsetTracker tracker = new OffsetTracker(5);
    tracker.add(5);
    tracker.finish(5);
    assertThat(tracker.committable()).isEqualTo(6);
    tracker.finish(5);
    assertThat(tracker.committable()).isEqualTo(6);
  }

  @Test
  void countsWhatWaitsForAnEarlierRecord() {
    OffsetTracker tracker = new OffsetTracker(5);
    for (long offset = 5; offset < 15; offset++) {
      tracker.add(offset);
    }
    for (long offset : new long[] {5, 7, 8, 9}) {
      tracker.finish(offset);
    }
    assertThat(tracker.finishedAhead()).isEqualTo(3);
    assertThat(tracker.committable()).isEqualTo(6);
    assertThat(tracker.finishedAhead()).isEqualTo(3);
    tracker.finish(6);
    assertThat(tracker.finishedAhead()).isZero();
  }
}
