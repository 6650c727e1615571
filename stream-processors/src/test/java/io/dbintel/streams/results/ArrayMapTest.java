package io.dbintel.streams.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ArrayMapTest {

  @Test
  void keepsOrderGrowsAndEqualsAnyMap() {
    ArrayMap<Integer> map = new ArrayMap<>(0);
    map.add("b", 1);
    map.add("a", 2);
    map.add("c", 3);
    assertThat(map.keySet()).containsExactly("b", "a", "c");
    assertThat(map.get("a")).isEqualTo(2);
    assertThat(map.get("x")).isNull();
    assertThat(map).hasSize(3).isEqualTo(Map.of("a", 2, "b", 1, "c", 3));
  }

  @Test
  void endsWhereItEnds() {
    Iterator<?> entries = new ArrayMap<>(4).entrySet().iterator();
    assertThat(entries.hasNext()).isFalse();
    assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
  }
}
