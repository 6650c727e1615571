package io.dbintel.collector.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.language.QueryLanguage;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionTextsTest {

  private final SessionTexts texts =
      new SessionTexts(QueryLanguage.of("generic_sql").orElseThrow(), SharedVerifier.get());

  @Test
  void replacesLiteralsAndRemembersTheText() {
    SessionTexts.Text first = texts.statement("select 4711");
    assertThat(first.text()).isEqualTo("select ?");
    assertThat(texts.statement("select 4711")).isSameAs(first);
  }

  @Test
  void masksPrivateValuesInTagsAndFreeTexts() {
    assertThat(texts.statement("select 1 /*user='jane%40example.com'*/").tags())
        .containsExactly(Map.entry("user", "<EMAIL>"));
    assertThat(texts.freeText("mail of jane@example.com")).doesNotContain("jane");
    assertThat(texts.freeText("")).isNull();
    assertThat(texts.freeText(null)).isNull();
  }

  @Test
  void isBounded() {
    for (int i = 0; i < 2_000; i++) {
      texts.statement("select " + i);
    }
    assertThat(texts.size()).isEqualTo(500);
    SessionTexts.Text longText = texts.statement("select " + "a, ".repeat(5_000) + "b");
    assertThat(longText.cut()).isTrue();
    assertThat(longText.text()).hasSize(4_096);
  }
}
