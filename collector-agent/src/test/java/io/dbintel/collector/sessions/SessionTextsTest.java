package io.dbintel.collector.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NormalizedTextsTest {

  private final NormalizedTexts texts = new NormalizedTexts();

  @Test
  void replacesLiteralsAndRemembersTheText() {
    NormalizedTexts.Text first = texts.of("select 4711", SharedVerifier.get());
    assertThat(first.text()).isEqualTo("select ?");
    assertThat(texts.of("select 4711", SharedVerifier.get())).isSameAs(first);
  }

  @Test
  void masksPrivateValuesInTags() {
    assertThat(texts.of("select 1 /*user='jane%40example.com'*/", SharedVerifier.get()).tags())
        .containsExactly(Map.entry("user", "<EMAIL>"));
  }

  @Test
  void isBounded() {
    for (int i = 0; i < 2_000; i++) {
      texts.of("select " + i, SharedVerifier.get());
    }
    assertThat(texts.size()).isEqualTo(500);
    NormalizedTexts.Text longText =
        texts.of("select " + "a, ".repeat(5_000) + "b", SharedVerifier.get());
    assertThat(longText.cut()).isTrue();
    assertThat(longText.text()).hasSize(4_096);
  }
}
