package io.dbintel.collector.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.collector.postgresql.PublishedTexts.TextKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PublishedTextsTest {

  private static final long HOUR = 3_600_000_000L;

  private final PublishedTexts texts = new PublishedTexts(Duration.ofHours(6));
  private final List<CounterRow> rows =
      List.of(
          StatementChunksTest.row(new StatementKey(1, 10, 7, true)),
          StatementChunksTest.row(new StatementKey(1, 11, 7, true)),
          StatementChunksTest.row(new StatementKey(2, 10, 7, true)));

  @Test
  void wantsEachTextOnceUntilItIsDueAgain() {
    Set<TextKey> wanted = texts.wanted(rows, HOUR);
    assertThat(wanted).containsExactly(new TextKey(1, 7), new TextKey(2, 7));
    texts.published(wanted, HOUR);
    assertThat(texts.wanted(rows, 2 * HOUR)).isEmpty();
    assertThat(texts.wanted(rows, 7 * HOUR)).isEqualTo(wanted);
  }

  @Test
  void forgetsWhatLeftTheView() {
    texts.published(texts.wanted(rows, HOUR), HOUR);
    texts.retain(Set.of(new TextKey(2, 7)));
    assertThat(texts.size()).isEqualTo(1);
    assertThat(texts.wanted(rows, HOUR)).containsExactly(new TextKey(1, 7));
  }
}
