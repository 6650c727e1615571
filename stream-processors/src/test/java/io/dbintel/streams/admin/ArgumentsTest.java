package io.dbintel.streams.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofHours(24);

  @Test
  void valuesAreReadInTheirBounds() {
    Arguments said =
        Arguments.ofBody(
            "{\"rate\": 0.5, \"expires_in\": \"10m\", \"offset\": 12, \"reason\": \" why \"}",
            "rate",
            "expires_in",
            "offset",
            "reason");
    assertThat(said.share("rate")).isEqualTo(0.5);
    assertThat(said.duration("expires_in", SECOND, DAY)).isEqualTo(Duration.ofMinutes(10));
    assertThat(said.whole("offset", -1, 0, 100)).isEqualTo(12);
    assertThat(said.whole("limit", 20, 1, 50)).isEqualTo(20);
    assertThat(said.reason()).isEqualTo("why");
    Arguments query =
        Arguments.ofQuery("order=calls&limit=3&reason=a%20b", "order", "limit", "reason");
    assertThat(query.word("order", "time", List.of("time", "calls"))).isEqualTo("calls");
    assertThat(query.whole("limit", 20, 1, 50)).isEqualTo(3);
    assertThat(query.reason()).isEqualTo("a b");
  }

  @Test
  void wrongValuesAreToldWithWhatWasExpected() {
    Arguments wrong =
        Arguments.ofBody(
            "{\"rate\": \"1\", \"expires_in\": \"25h\", \"offset\": 1.5, \"reason\": \"a\\nb\"}",
            "rate",
            "expires_in",
            "offset",
            "reason");
    assertThatThrownBy(() -> wrong.share("rate")).hasMessageContaining("from 0 to 1");
    assertThatThrownBy(() -> wrong.duration("expires_in", SECOND, DAY))
        .hasMessageContaining("25h")
        .hasMessageContaining("1s to 24h");
    assertThatThrownBy(() -> wrong.whole("offset", -1, 0, 9)).hasMessageContaining("0 to 9");
    assertThatThrownBy(() -> wrong.whole("partition", -1, 0, 9)).hasMessageContaining("not there");
    assertThatThrownBy(wrong::reason).hasMessageContaining("control characters");
    assertThatThrownBy(() -> Arguments.ofBody("{\"colour\": 1}", "rate"))
        .hasMessageContaining("colour")
        .hasMessageContaining("rate");
    assertThatThrownBy(() -> Arguments.ofQuery("a=1")).hasMessageContaining("expected none");
  }

  /** Whatever is sent: it is read, or refused as an argument. */
  @Property(tries = 500)
  void anyBodyOrQueryIsReadOrRefused(@ForAll String text) {
    Throwable ofBody = catchThrowable(() -> Arguments.ofBody(text, "reason").reason());
    assertThat(ofBody).isInstanceOf(ApiException.class);
    Throwable ofQuery =
        catchThrowable(
            () ->
                Arguments.ofQuery("limit=" + text.replace("%", ""), "limit")
                    .whole("limit", 1, 1, 50));
    assertThat(ofQuery == null || ofQuery instanceof ApiException).isTrue();
  }
}
