package io.dbintel.redaction.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders",
        "system.profile",
        "logs-2024.01.31",
        "events_20240131",
        "items.0.qty",
        "$set",
        "@timestamp",
        "größe",
        "注文",
        "orders-*",
        "*",
        "address.street_2.line1",
        "feedback_added_decade",
        "a..b",
      })
  void showsWhatSchemasUse(String name) {
    assertThat(PlainName.shown(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "users.5f2a0c3b9d1e8a0012345678.name, users.?.name",
    "6ab09bec-e68e-48d9-a5f8-97e6fb4c9b47, ?",
    "by_mail.jane@example, by_mail.?",
    "phones.4915112345678, phones.?",
    "n.12345, n.?",
    "ssn.123-45-6789, ssn.?",
    "jane doe, ?",
    "a'b, ?",
    "a?b, ?",
    "user_123456789, ?",
  })
  void masksWhatMayBeAValue(String name, String shown) {
    assertThat(PlainName.shown(name)).isEqualTo(shown);
    assertThat(PlainName.shown(shown)).isEqualTo(shown);
  }

  @Test
  void masksWhatIsEmptyOrTooLong() {
    assertThat(PlainName.shown("")).isEqualTo("?");
    assertThat(PlainName.shown("a".repeat(65))).isEqualTo("?");
    assertThat(PlainName.shown("a.".repeat(300))).isEqualTo("?");
  }
}
