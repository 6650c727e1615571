package io.dbintel.redaction.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.redaction.statement.NormalizedStatement;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The hard cases of every dialect: whole, and cut at every byte. */
class CorpusTest {

  /** Systems that take # for an operator or a letter; only the peer takes it for a comment. */
  private static final Set<String> HASH_IS_NO_COMMENT = Set.of("postgres", "oracle");

  @TestFactory
  Stream<DynamicTest> whole() {
    return SqlCase.all()
        .map(one -> DynamicTest.dynamicTest(one.id() + " " + one.sql(), () -> holdsWhole(one)));
  }

  private static void holdsWhole(SqlCase one) {
    NormalizedStatement result = SqlNormalizer.of(one.dialect()).normalize(one.sql());
    if (one.text() != null) {
      assertThat(result.text()).isEqualTo(one.text());
    }
    Set<String> shown = LeakCheck.shownBy(result);
    result.tags().values().forEach(value -> shown.addAll(LeakCheck.words(value)));
    assertThat(shown).as(result.text()).noneMatch(one.secrets()::contains);
    assertThat(LeakCheck.words(result.text())).as(result.text()).containsAll(one.names());
  }

  @TestFactory
  Stream<DynamicTest> aSecondTimeChangesNothing() {
    return SqlCase.all()
        .map(one -> DynamicTest.dynamicTest(one.id() + " " + one.sql(), () -> isStable(one)));
  }

  private static void isStable(SqlCase one) {
    SqlNormalizer normalizer = SqlNormalizer.of(one.dialect());
    NormalizedStatement once = normalizer.normalize(one.sql());
    NormalizedStatement twice = normalizer.normalize(once.text());
    assertThat(twice.text()).isEqualTo(once.text());
    assertThat(twice.fingerprint()).as(once.text()).isEqualTo(once.fingerprint());
  }

  @TestFactory
  Stream<DynamicTest> cutAtEveryByte() {
    return SqlCase.all()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.id() + " " + one.sql(),
                    () -> cutsOf(one.sql(), one.dialect(), one.secrets(), one.names())));
  }

  private static void cutsOf(
      String sql, SqlDialect dialect, List<String> secrets, List<String> names) {
    byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
    for (OutputProfile profile : OutputProfile.values()) {
      SqlNormalizer normalizer = SqlNormalizer.of(dialect, profile);
      for (int length = 0; length <= bytes.length; length++) {
        byte[] cut = Arrays.copyOf(bytes, length);
        NormalizedStatement result = normalizer.normalize(cut, 0, length);
        assertThat(LeakCheck.leak(cut, result, secrets, names))
            .as("%s: %s => %s", profile, new String(cut, StandardCharsets.UTF_8), result.text())
            .isNull();
      }
    }
  }

  /** What is in the input but in no text that the peer allows is a literal. */
  @TestFactory
  Stream<DynamicTest> peersCutAtEveryByte() {
    return Cases.read("cases/newrelic_sql_obfuscation.jsonl").stream()
        .map(one -> DynamicTest.dynamicTest(one.get("id").asText(), () -> peerCuts(one)));
  }

  private static void peerCuts(JsonNode one) {
    String input = one.get("input").asText();
    Set<String> secrets = LeakCheck.words(input);
    secrets.removeIf(word -> word.length() < LeakCheck.SHORTEST_SECRET);
    Set<String> names = new HashSet<>();
    one.get("expected_any_of").forEach(text -> names.addAll(LeakCheck.words(text.asText())));
    secrets.removeAll(names);
    secrets.removeAll(Set.of("true", "FALSE"));
    if (one.get("malformed").asBoolean()) {
      secrets.retainAll(Set.of("bar", "nothing", "see", "here"));
      names.addAll(LeakCheck.words("SELECT FROM table WHERE foo AND baz"));
    }
    for (JsonNode dialect : one.get("dialects")) {
      if (HASH_IS_NO_COMMENT.contains(dialect.asText())
          && one.get("id").asText().equals("nr/end_of_query_comment_hash")) {
        continue;
      }
      cutsOf(input, Cases.dialect(dialect.asText()), List.copyOf(secrets), List.copyOf(names));
    }
  }

  @Test
  void hasCasesOfEveryDialect() {
    assertThat(SqlCase.all().count()).isGreaterThan(300);
    assertThat(SqlCase.all().map(SqlCase::dialect).distinct())
        .containsExactlyInAnyOrder(SqlDialect.values());
    assertThat(SqlCase.all().filter(one -> !one.secrets().isEmpty()).count()).isGreaterThan(300);
  }
}
