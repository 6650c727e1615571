package io.dbintel.streams.operators.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonSizeTest {

  @Property
  void numberHasAsManyCharactersAsItsDigits(@ForAll long value) {
    assertThat(JsonSize.number(value)).isEqualTo(Long.toString(value).length());
  }

  @Test
  void powersOfTenAndExtremesAreCountedToo() {
    for (long power = 1; power > 0 && power <= 1_000_000_000_000_000_000L; power *= 10) {
      assertThat(JsonSize.number(power)).isEqualTo(Long.toString(power).length());
      assertThat(JsonSize.number(power - 1)).isEqualTo(Long.toString(power - 1).length());
    }
    assertThat(JsonSize.number(Long.MAX_VALUE)).isEqualTo(19);
    assertThat(JsonSize.number(Long.MIN_VALUE)).isEqualTo(20);
  }

  @Test
  void textsListsAndMembersCountTheirQuotes() {
    assertThat(JsonSize.text("abc")).isEqualTo("\"abc\"".length());
    assertThat(JsonSize.text(null)).isEqualTo(JsonSize.ABSENT);
    assertThat(JsonSize.texts(List.of("12", "13"))).isEqualTo("[\"12\",\"13\"],".length());
    assertThat(JsonSize.members(Map.of("calls", 400L), "in.".length()))
        .isEqualTo("\"in.calls\":400,".length());
    assertThat(JsonSize.millis(1_500_001)).isEqualTo("1.500001".length());
    assertThat(JsonSize.millis(500_001)).isEqualTo("0.500001".length());
  }
}
