package io.dbintel.collector.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StatementChunksTest {

  @Provide
  Arbitrary<Set<StatementKey>> keys() {
    Arbitrary<Long> oid = Arbitraries.longs().between(0, 5);
    return Combinators.combine(oid, oid, Arbitraries.longs(), Arbitraries.of(true, false))
        .as(StatementKey::new)
        .set()
        .ofMaxSize(600);
  }

  @Property(tries = 100)
  void everyKeyIsInTheRangeOfExactlyOneChunkWhichCarriesIt(@ForAll("keys") Set<StatementKey> keys) {
    List<CounterRow> rows = keys.stream().map(StatementChunksTest::row).toList();
    List<StatementChunks.Chunk> chunks = StatementChunks.of(rows);

    List<StatementKey> carried = new ArrayList<>();
    StatementKey end = null;
    for (StatementChunks.Chunk chunk : chunks) {
      assertThat(chunk.rows()).hasSizeLessThanOrEqualTo(128);
      assertThat(chunk.from()).as("ranges join").isEqualTo(end);
      for (CounterRow row : chunk.rows()) {
        assertThat(chunk.from() == null || chunk.from().compareTo(row.key()) <= 0).isTrue();
        assertThat(chunk.to() == null || chunk.to().compareTo(row.key()) > 0).isTrue();
        carried.add(row.key());
      }
      end = chunk.to();
    }
    assertThat(end).as("the last range has no end").isNull();
    assertThat(carried).isSorted().containsExactlyInAnyOrderElementsOf(keys);
  }

  @Example
  void anEmptyPollIsOneChunkOverAllKeys() {
    assertThat(StatementChunks.of(List.of()))
        .containsExactly(new StatementChunks.Chunk(List.of(), null, null));
  }

  @Example
  void keysAreUnsignedAndNestedComesFirst() {
    assertThat(new StatementKey(1, 1, -1, true)).isGreaterThan(new StatementKey(1, 1, 1, true));
    assertThat(new StatementKey(1, 1, 1, true)).isGreaterThan(new StatementKey(1, 1, 1, false));
    assertThat(new StatementKey(1, 2, 1, true)).isGreaterThan(new StatementKey(1, 1, 9, true));
    assertThat(new StatementKey(2, 1, 1, true)).isGreaterThan(new StatementKey(1, 9, 9, true));
  }

  static CounterRow row(StatementKey key) {
    return new CounterRow(key, null, 0, new long[0]);
  }
}
