package io.dbintel.ctl.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0.000 ms",
        "0.0421|0.042 ms",
        "12.34|12.3 ms",
        "999.96|1000.0 ms",
        "1234|1.23 s",
        "61000|1m 01s",
        "7260000|2h 01m",
        "-61000|-1m 01s",
        "null|-"
      })
  void durationsHaveTheirUnit(String value, String shown) throws Exception {
    assertThat(Units.millis(json(value))).isEqualTo(shown);
  }

  @Test
  void otherValues() throws Exception {
    assertThat(Units.count(json("1234567"))).isEqualTo("1,234,567");
    assertThat(Units.nanos(json("1500000"))).isEqualTo("1.500 ms");
    assertThat(Units.percent(json("0.00001"))).isEqualTo("<0.01 %");
    assertThat(Units.percent(json("0.1"))).isEqualTo("10 %");
    assertThat(Units.amount(json("1234.5"))).isEqualTo("1,234.50");
    assertThat(Units.number(json("2.5"))).isEqualTo("2.50");
    assertThat(Units.moment(json("\"yesterday\""))).isEqualTo("yesterday");
    assertThat(Units.text(json("\"\""))).isEqualTo("-");
  }

  @Test
  void aTableIsCutToTheTerminal() {
    Table table = Table.of("name", ">n");
    table.add("🙂 long name", "1");
    assertThat(table.lines(8)).containsExactly("name   …", "🙂 long …");
    assertThatThrownBy(() -> table.add("one cell")).hasMessageContaining("expected 2");
  }
}
