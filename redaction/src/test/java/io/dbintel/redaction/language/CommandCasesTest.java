package io.dbintel.redaction.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.redaction.sql.Cases;
import io.dbintel.redaction.sql.LeakCheck;
import io.dbintel.redaction.statement.NormalizedStatement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The cases of the languages other than SQL: whole, a second time, and cut at every character. */
class CommandCasesTest {

  private record Case(
      QueryLanguage language, String input, JsonNode expected, List<String> secrets) {

    NormalizedStatement normalized() {
      return language.normalize(input);
    }
  }

  private static Stream<DynamicTest> each(Consumer<Case> check) {
    return Stream.of(
            QueryLanguage.MONGODB_COMMAND,
            QueryLanguage.REDIS_COMMAND,
            QueryLanguage.OPENSEARCH_QUERY_DSL)
        .flatMap(
            language ->
                Cases.read("commands/" + language.id() + ".jsonl").stream()
                    .map(
                        one ->
                            new Case(
                                language,
                                one.get("input").asText(),
                                one,
                                strings(one.get("secrets")))))
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.expected().get("id").asText() + " " + one.input(),
                    () -> check.accept(one)));
  }

  private static List<String> strings(JsonNode array) {
    List<String> values = new ArrayList<>();
    array.forEach(value -> values.add(value.asText()));
    return values;
  }

  @TestFactory
  Stream<DynamicTest> whole() {
    return each(CommandCasesTest::holdsWhole);
  }

  private static void holdsWhole(Case one) {
    NormalizedStatement result = one.normalized();
    List<String> flags = strings(one.expected().get("flags"));
    assertThat(result.text()).isEqualTo(one.expected().get("text").asText());
    assertThat(result.summary()).isEqualTo(one.expected().get("summary").asText());
    assertThat(result.collections()).isEqualTo(strings(one.expected().get("collections")));
    assertThat(result.truncated()).isEqualTo(flags.contains("truncated"));
    assertThat(result.malformed()).isEqualTo(flags.contains("malformed"));
    assertThat(result.summary()).startsWith(result.operation());
    assertThat(result.tags()).isEmpty();
    assertThat(LeakCheck.shownBy(result)).noneMatch(one.secrets()::contains);
  }

  @TestFactory
  Stream<DynamicTest> aSecondTimeChangesNothing() {
    return each(CommandCasesTest::isStable);
  }

  private static void isStable(Case one) {
    NormalizedStatement once = one.normalized();
    NormalizedStatement twice = one.language().normalize(once.text());
    assertThat(twice.text()).isEqualTo(once.text());
    assertThat(twice.fingerprint()).isEqualTo(once.fingerprint());
    assertThat(twice.summary()).isEqualTo(once.summary());
    assertThat(twice.collections()).isEqualTo(once.collections());
  }

  @TestFactory
  Stream<DynamicTest> cutAtEveryCharacter() {
    return each(CommandCasesTest::cutsShowNoSecret);
  }

  private static void cutsShowNoSecret(Case one) {
    Set<String> names = new HashSet<>(LeakCheck.words(one.expected().get("text").asText()));
    for (int length = 0; length < one.input().length(); length++) {
      String cut = one.input().substring(0, length);
      NormalizedStatement result = one.language().normalize(cut);
      String leak =
          LeakCheck.leak(cut.getBytes(StandardCharsets.UTF_8), result, one.secrets(), names);
      assertThat(leak).as("%s => %s", cut, result.text()).isNull();
      assertThat(one.language().normalize(result.text()).text()).isEqualTo(result.text());
    }
  }
}
