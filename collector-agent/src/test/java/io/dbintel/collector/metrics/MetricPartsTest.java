package io.dbintel.collector.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.MetricRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricPartsTest {

  @Test
  void aPollThatFitsIsOnePartWithItsGroupsAsTheyAre() {
    List<MetricGroup> groups = List.of(group("databases", 3), group("replication", 0));
    assertThat(MetricParts.of(groups)).containsExactly(groups);
    assertThat(MetricParts.of(List.of())).containsExactly(List.of());
  }

  @Test
  void aGroupThatDoesNotFitGoesOnInTheNextPart() throws Exception {
    List<MetricGroup> groups = List.of(group("small", 2), group("large", 30_000), group("last", 1));
    List<List<MetricGroup>> parts = MetricParts.of(groups);
    assertThat(parts).hasSizeGreaterThan(2);
    List<MetricRow> rows = new ArrayList<>();
    for (List<MetricGroup> part : parts) {
      int bytes = 0;
      for (MetricGroup group : part) {
        assertThat(group.getReadStart()).isEqualTo(10);
        assertThat(group.getReadEnd()).isEqualTo(20);
        rows.addAll(group.getRows());
        bytes += MetricGroup.getEncoder().encode(group).remaining();
      }
      assertThat(bytes).isLessThan(1_000_000);
    }
    assertThat(rows).isEqualTo(groups.stream().flatMap(group -> group.getRows().stream()).toList());
    assertThat(parts.get(0)).extracting(MetricGroup::getGroup).containsExactly("small", "large");
  }

  private static MetricGroup group(String name, int rows) {
    return new MetricGroup(
        name, 10L, 20L, IntStream.range(0, rows).mapToObj(MetricPartsTest::row).toList());
  }

  private static MetricRow row(int number) {
    return new MetricRow(
        Map.of("db.namespace", "database_" + number),
        null,
        List.of(
            new MetricReading("system.commits", Map.of(), Long.MAX_VALUE, null),
            new MetricReading("system.writes", Map.of("source", "backend"), null, 1.5)),
        (long) number);
  }
}
