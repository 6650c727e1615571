package io.dbintel.benchmarks.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthTest {

  private static List<Sample> day(String name, LongUnaryOperator value) {
    return IntStream.range(0, 24)
        .mapToObj(hour -> new Sample(hour, new TreeMap<>(Map.of(name, value.applyAsLong(hour)))))
        .toList();
  }

  @Test
  void whatComesAndGoesDoesNotGrow() {
    assertThat(Growth.of(day("texts entries", hour -> 10_000 + hour % 6 * 300))).isEmpty();
    assertThat(Growth.of(day("tenants bytes", hour -> 100 + hour))).isEmpty();
  }

  @Test
  void namesWhatGrows() {
    assertThat(Growth.of(day("texts entries", hour -> 10_000 + hour * 60)))
        .containsExactly("texts entries grew from 10660 in the first half to 11380");
    assertThat(Growth.of(day(Growth.HEAP, hour -> 50_000_000 + hour * 2_000_000))).hasSize(1);
  }
}
