package io.dbintel.collector.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StatementChunksTest {

  @Provide
  Arbitrary<Set<StatementKey>> keys() {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofMinSize(1)
        .ofMaxSize(64)
        .map(StatementKey::of)
        .set()
        .ofMaxSize(600);
  }

  @Property(tries = 100)
  void everyKeyIsInTheRangeOfExactlyOneChunkWhichCarriesIt(@ForAll("keys") Set<StatementKey> keys) {
    List<CounterRow> rows = keys.stream().map(TestRows::row).toList();
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
  void keysAreOrderedAsUnsignedBytes() {
    assertThat(TestRows.key(-1)).isGreaterThan(TestRows.key(1));
    assertThat(TestRows.key(256)).isGreaterThan(TestRows.key(255));
    assertThat(TestRows.key(1).prefix(7)).isEqualTo(TestRows.key(2).prefix(7));
    assertThat(TestRows.key(1)).isNotEqualTo(TestRows.key(2)).hasToString("0000000000000001");
  }

  @Example
  void refusesAKeyThatIsEmptyOrTooLong() {
    assertThatThrownBy(() -> StatementKey.of(new byte[0])).hasMessageContaining("0 bytes");
    assertThatThrownBy(() -> StatementKey.of(new byte[65])).hasMessageContaining("1 to 64");
  }
}
