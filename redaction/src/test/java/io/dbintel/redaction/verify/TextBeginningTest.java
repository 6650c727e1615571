package io.dbintel.redaction.verify;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TextBeginningTest {
  private static final String MOON = "\ud83c\udf1d";

  @Test
  void aCharacterOfTwoUnitsStaysWholeOrGoes() {
    assertThat(TextBeginning.of("a" + MOON, 3)).isEqualTo("a" + MOON);
    assertThat(TextBeginning.of("a" + MOON + "b", 3)).isEqualTo("a" + MOON);
    assertThat(TextBeginning.of("a" + MOON + "b", 2)).isEqualTo("a");
    assertThat(TextBeginning.of(MOON, 1)).isEmpty();
    assertThat(TextBeginning.of(MOON, 0)).isEmpty();
  }

  @Test
  void cleanTextEndsWithAnEllipsis() {
    assertThat(new CleanText("a" + MOON + "b").atMost(4)).hasToString("a" + MOON + "b");
    assertThat(new CleanText("a" + MOON + "bc").atMost(4)).hasToString("a" + MOON + "\u2026");
    assertThat(new CleanText("a" + MOON + "bc").atMost(3)).hasToString("a\u2026");
  }

  @Property
  void isAsLongAsItMayBeAndBreaksNoCharacter(
      @ForAll @Chars({'a', '\ud83c', '\udf1d'}) String text, @ForAll @IntRange(max = 20) int most) {
    String beginning = TextBeginning.of(text, most);
    assertThat(text).startsWith(beginning);
    assertThat(beginning.length())
        .isBetween(Math.min(text.length(), Math.max(0, most - 1)), Math.min(text.length(), most));
    int end = beginning.length();
    boolean cut = end > 0 && end < text.length();
    assertThat(cut && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end))).isFalse();
  }
}
