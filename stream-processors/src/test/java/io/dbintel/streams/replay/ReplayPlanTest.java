package io.dbintel.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.streams.replay.ReplayPlan.Span;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReplayPlanTest {
  private static final ReplayPlan PLAN =
      new ReplayPlan(
          new TreeMap<>(
              Map.of(
                  0, new Span(10, 30, true),
                  1, new Span(5, 5, false),
                  2, new Span(0, 7, false))));

  @Test
  void sizesAndEndsAreThoseOfItsSpans() {
    assertThat(PLAN.size()).isEqualTo(27);
    assertThat(PLAN.ends()).isEqualTo(Map.of(0, 30L, 1, 5L, 2, 7L));
    assertThat(PLAN.shortened()).isEqualTo(1);
  }

  @Test
  void nothingIsLeftWhenEveryPartitionHasReachedItsEnd() {
    assertThat(PLAN.left(Map.of())).isEqualTo(27);
    assertThat(PLAN.left(Map.of(0, 12L, 1, 5L, 2, 6L))).isEqualTo(19);
    assertThat(PLAN.left(Map.of(0, 30L, 1, 5L, 2, 6L))).isEqualTo(1);
    assertThat(PLAN.left(Map.of(0, 31L, 1, 9L, 2, 7L))).isZero();
  }

  @Property
  void whatIsLeftNeverGrowsWithThePosition(
      @ForAll @IntRange(max = 50) int position, @ForAll @IntRange(max = 50) int more) {
    Span span = new Span(10, 30, true);
    assertThat(span.left(position + more)).isBetween(0L, span.left(position));
    assertThat(span.left(position)).isBetween(0L, span.size());
  }
}
