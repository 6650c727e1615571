package io.dbintel.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RecordPartsTest {

  @Property
  void keepsAllItemsInOrderAndThePartsWithinTheLimit(
      @ForAll List<@IntRange(min = 0, max = 1_200_000) Integer> sizes) {
    List<List<Integer>> parts = RecordParts.of(sizes, size -> size);
    assertThat(parts).isNotEmpty();
    assertThat(parts.stream().flatMap(List::stream)).containsExactlyElementsOf(sizes);
    for (List<Integer> part : parts) {
      long bytes = part.stream().mapToLong(Integer::longValue).sum();
      assertThat(bytes <= RecordParts.MAX_BYTES || part.size() == 1).isTrue();
    }
    for (int i = 1; i < parts.size(); i++) {
      long before = parts.get(i - 1).stream().mapToLong(Integer::longValue).sum();
      assertThat(before + parts.get(i).get(0))
          .as("no part could hold one more")
          .isGreaterThan(RecordParts.MAX_BYTES);
    }
  }

  @Property
  void neverUnderestimatesAText(@ForAll String text) {
    assertThat(RecordParts.textBytes(text))
        .isGreaterThanOrEqualTo(text.getBytes(StandardCharsets.UTF_8).length + 1);
  }

  @Example
  void nothingIsOnePart() {
    assertThat(RecordParts.of(List.of(), size -> 1)).containsExactly(List.of());
    assertThat(RecordParts.textBytes(null)).isEqualTo(1);
  }
}
