package io.dbintel.streams.operators.sampler.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelConditionsTest {

  @Test
  void everyMistakeIsToldWithItsPlace() {
    assertThat(CelConditions.mistakes("mean_exec_tme > 10\n  && rwos < 3"))
        .hasSize(2)
        .satisfies(
            mistakes -> {
              assertThat(mistakes.get(0)).startsWith("1:1 ").contains("mean_exec_tme");
              assertThat(mistakes.get(1)).startsWith("2:6 ").contains("rwos");
            });
    assertThat(CelConditions.mistakes("calls >")).singleElement().asString().startsWith("1:8 ");
    assertThat(CelConditions.mistakes("user_name > 3"))
        .singleElement()
        .asString()
        .startsWith("1:11 ");
    assertThat(CelConditions.mistakes("calls + 1.0")).singleElement().asString().contains("bool");
    assertThat(CelConditions.mistakes("calls > 1")).isEmpty();
  }

  @Test
  void whatHasMistakesIsNotCompiled() {
    assertThatThrownBy(() -> CelConditions.compile("nothing > 1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing > 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "severity_number >= 13",
        "blk_read_time + blk_write_time > 100",
        "!(calls * 2.0 - rows / 3.0 <= -total_exec_time) || cpu_time == 0.5 && errors != 1.0"
      })
  void comparisonsOfNumbersAreCompiled(String expression) {
    assertThat(CelConditions.compile(expression).interpreted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "operation == \"SELECT\"",
        "calls > 1 && user_name.startsWith(\"app\")",
        "calls > 9007199254740993",
        "calls > double(7 / 2)",
        "calls > 7 / 2",
        "calls > 1 ? true : false"
      })
  void everythingElseIsInterpreted(String expression) {
    assertThat(CelConditions.compile(expression).interpreted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "operation == \"SELECT\" | true",
        "wait_event_type in [\"Lock\", \"LWLock\"] | false",
        "wait_event_type == \"\" | true",
        "user_name.matches(\"^app.*$\") && calls > 2 | true",
        "1 / int(calls - 3.0) > 0 | false",
        "!(1 / int(calls - 3.0) > 0) | false",
        "!!(1 / int(calls - 3.0) > 0) | false",
        "!(1 / int(calls - 3.0) > 0 && calls > 2) | false",
        "!(1 / int(calls - 3.0) > 0 && calls > 5) | true",
        "'!(1 / int(calls - 3.0) > 0 || calls > 5)' | false",
        "!(operation == \"UPDATE\") | true",
        "!!(operation == \"SELECT\") | true",
        "!(operation == \"SELECT\" && calls > 2) | false",
      })
  void interpreterSeesTextsAndWhatItCannotEvaluateDoesNotHold(String expression, boolean holds) {
    Sampled sampled =
        sampled(
            Map.of(SampleField.CALLS, 3.0),
            Map.of(SampleField.OPERATION, "SELECT", SampleField.USER_NAME, "app_7"));
    assertThat(CelConditions.compile(expression).holds(sampled)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "cpu_time > 500, false",
    "cpu_time <= 500, false",
    "cpu_time < 10 || calls == 3.0, true",
    "blk_read_time + cpu_time > 1, false",
    "cpu_time == cpu_time, false",
    "cpu_time != 1.0, true",
    "!(cpu_time > 500), true",
    "cpu_time > 500 || operation == '', true",
    "!(cpu_time > 500) && operation == '', true",
    "cpu_time > 500 ? false : true, false",
    "cpu_time in [1.0], false"
  })
  void comparisonWithWhatIsUnknownIsFalse(String expression, boolean holds) {
    Sampled sampled =
        sampled(Map.of(SampleField.CALLS, 3.0, SampleField.BLK_READ_TIME, 700.0), Map.of());
    assertThat(CelConditions.compile(expression).holds(sampled)).isEqualTo(holds);
  }

  /**
   * Of numbers that are known: the interpreter orders what is not a number, and the language does
   * not.
   */
  @Property(tries = 2000)
  void compiledIsWhatTheInterpreterSays(
      @ForAll("conditions") String expression, @ForAll("rows") List<Double> row) {
    Map<SampleField, Double> numbers = new EnumMap<>(SampleField.class);
    List<SampleField> fields = List.of(SampleField.CALLS, SampleField.ROWS, SampleField.CPU_TIME);
    for (int i = 0; i < fields.size(); i++) {
      numbers.put(fields.get(i), row.get(i));
    }
    Sampled sampled = sampled(numbers, Map.of());
    Condition compiled = CelConditions.compile(expression);

    assertThat(compiled.interpreted()).isFalse();
    assertThat(compiled.holds(sampled))
        .as(expression + " of " + row)
        .isEqualTo(CelConditions.interpret(expression).holds(sampled));
  }

  @Provide
  Arbitrary<List<Double>> rows() {
    return Arbitraries.of(0.25, 1.0, 2.5, 3.0, 7e6).list().ofSize(3);
  }

  @Provide
  Arbitrary<String> conditions() {
    return conditions(2);
  }

  private static Arbitrary<String> conditions(int depth) {
    Arbitrary<String> comparison =
        Arbitraries.oneOf(
            Combinators.combine(
                    numbers(2), Arbitraries.of("<", "<=", ">", ">=", "==", "!="), numbers(2))
                .as((left, operator, right) -> left + " " + operator + " " + right),
            Combinators.combine(
                    numbers(2),
                    Arbitraries.of("<", "<=", ">", ">="),
                    Arbitraries.of("0", "1", "-3"))
                .as((left, operator, right) -> left + " " + operator + " " + right));
    if (depth == 0) {
      return Arbitraries.oneOf(comparison, Arbitraries.of("true", "false"));
    }
    Arbitrary<String> inner = conditions(depth - 1);
    return Arbitraries.oneOf(
        comparison,
        inner.map(condition -> "!(" + condition + ")"),
        Combinators.combine(inner, Arbitraries.of("&&", "||"), inner)
            .as((left, operator, right) -> "(" + left + ") " + operator + " (" + right + ")"));
  }

  private static Arbitrary<String> numbers(int depth) {
    Arbitrary<String> field = Arbitraries.of("calls", "rows", "cpu_time");
    if (depth == 0) {
      return field;
    }
    Arbitrary<String> inner =
        Arbitraries.oneOf(numbers(depth - 1), Arbitraries.of("0.0", "1.0", "2.5"));
    return Arbitraries.oneOf(
        field,
        field.map(name -> "-" + name),
        field.map(name -> "(" + name + " / 4.0)"),
        Combinators.combine(field, Arbitraries.of("+", "-", "*"), inner)
            .as((left, operator, right) -> "(" + left + " " + operator + " " + right + ")"));
  }

  private static Sampled sampled(Map<SampleField, Double> numbers, Map<SampleField, String> texts) {
    return new Sampled() {
      @Override
      public double number(SampleField field) {
        return numbers.getOrDefault(field, Double.NaN);
      }

      @Override
      public String text(SampleField field) {
        return texts.getOrDefault(field, "");
      }
    };
  }
}
