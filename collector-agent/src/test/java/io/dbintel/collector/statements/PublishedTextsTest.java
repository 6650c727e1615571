package io.dbintel.collector.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PublishedTextsTest {

  private static final long HOUR = 3_600_000_000L;

  private final PublishedTexts texts = new PublishedTexts(Duration.ofHours(6), 2);
  private final List<CounterRow> rows = List.of(row(1, 7, 10), row(1, 7, 11), row(2, 7, 10));

  @Test
  void wantsEachTextOnceUntilItIsDueAgain() {
    Set<StatementKey> wanted = texts.wanted(rows, HOUR);
    assertThat(wanted)
        .as("rows with the same first bytes share a text")
        .containsExactly(key(1, 7), key(2, 7));
    texts.published(wanted, HOUR);
    assertThat(texts.wanted(rows, 2 * HOUR)).isEmpty();
    assertThat(texts.wanted(rows, 7 * HOUR)).isEqualTo(wanted);
  }

  @Test
  void forgetsWhatLeftTheView() {
    texts.published(texts.wanted(rows, HOUR), HOUR);
    texts.retain(List.of(key(2, 7, 99)));
    assertThat(texts.size()).isEqualTo(1);
    assertThat(texts.wanted(rows, HOUR)).containsExactly(key(1, 7));
  }

  private static CounterRow row(int... bytes) {
    return TestRows.row(key(bytes));
  }

  private static StatementKey key(int... bytes) {
    byte[] key = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      key[i] = (byte) bytes[i];
    }
    return StatementKey.of(key);
  }
}
