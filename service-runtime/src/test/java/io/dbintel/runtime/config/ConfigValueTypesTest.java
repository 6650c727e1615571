package io.dbintel.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigValueTypesTest {

  @ParameterizedTest
  @CsvSource({
    "7,7",
    "5B,5",
    "900kB,900000",
    "1MB,1000000",
    "2GB,2000000000",
    "1 KiB,1024",
    "64MiB,67108864",
    "1GiB,1073741824"
  })
  void readsSizes(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(ByteSize.ofBytes(bytes));
    assertThat(ByteSize.parse(ByteSize.ofBytes(bytes).toString()).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "MB", "-1B", "1.5MB", "1mb", "1TB", "9223372036854775808", "10000000000GiB"})
  void rejectsWhatIsNotASize(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "15 s,PT15S", "10m,PT10M", "2h,PT2H", "7d,PT168H"})
  void readsDurations(String text, Duration duration) {
    assertThat(DurationText.parse(text)).isEqualTo(duration);
  }

  @Test
  void rejectsNegativeAndHugeSizes() {
    assertThatThrownBy(() -> new ByteSize(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> ByteSize.parse("2GiB").toIntBytes())
        .isInstanceOf(ArithmeticException.class);
    assertThat(ByteSize.parse("1kB")).isLessThan(ByteSize.parse("1KiB"));
  }

  @Test
  void secretsAreEqualByValueAndPrintStars() {
    assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("a"));
    assertThat(Secret.of("a")).isNotEqualTo(Secret.of("b")).hasToString("****");
    assertThatThrownBy(() -> Secret.of("")).isInstanceOf(IllegalArgumentException.class);
  }
}
