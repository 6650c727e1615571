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

  @Test
  void neverCutsACharacterInTwo() {
    SessionTexts.Text even = texts.statement("select " + "\uD83D\uDC18".repeat(3_000));
    SessionTexts.Text odd = texts.statement("select x" + "\uD83D\uDC18".repeat(3_000));
    assertThat(even.text().length() + odd.text().length()).isEqualTo(2 * 4_096 - 1);
    assertThat(even.text() + odd.text()).doesNotContain("?");
    assertThat(even.text().codePoints().filter(Character::isBmpCodePoint).count())
        .as("no half of a character")
        .isLessThan(9);
  }

  @Test
  void theTextsOfATickAreBoundedTogether() {
    texts.beginTick();
    int sum = 0;
    SessionTexts.Text last = null;
    for (int i = 0; i < 1_000; i++) {
      last = texts.statement("select c" + i + ", " + "a, ".repeat(1_300) + "b");
      sum += last.text().length();
    }
    assertThat(sum).isLessThan(2_300_000);
    assertThat(last.text()).hasSize(256);
    assertThat(last.cut()).isTrue();
    texts.beginTick();
    assertThat(texts.statement("select " + "a, ".repeat(1_300) + "b").cut()).isFalse();
  }

  @Test
  void tagsThatAreLongerThanAStatementAreLeftOut() {
    assertThat(texts.statement("select 1 /*a='" + "x".repeat(5_000) + "'*/").tags()).isEmpty();
  }
}
