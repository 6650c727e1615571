package io.dbintel.redaction.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.dbintel.redaction.sql.SqlDialect;
import io.dbintel.redaction.statement.NormalizedStatement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryLanguageTest {

  @Test
  void isFoundByItsId() {
    assertThat(Arrays.stream(QueryLanguage.values()).map(QueryLanguage::id))
        .containsExactly(
            "postgresql",
            "mysql",
            "mariadb",
            "oracle",
            "tsql",
            "cql",
            "generic_sql",
            "mongodb_command",
            "redis_command",
            "opensearch_query_dsl");
    for (QueryLanguage language : QueryLanguage.values()) {
      assertThat(QueryLanguage.of(language.id())).contains(language);
      assertThat(language).hasToString(language.id());
      assertThat(language.normalizerVersion()).isPositive();
    }
    assertThat(QueryLanguage.of("PostgreSQL")).isEmpty();
  }

  @Test
  void everyDialectHasALanguage() {
    assertThat(
            Arrays.stream(QueryLanguage.values())
                .map(QueryLanguage::sqlDialect)
                .flatMap(Optional::stream))
        .containsExactlyInAnyOrder(SqlDialect.values());
    assertThat(QueryLanguage.REDIS_COMMAND.sqlDialect()).isEmpty();
  }

  @Test
  void readsSqlByItsDialect() {
    assertThat(QueryLanguage.MYSQL.normalize("SELECT \"secret\"").text()).isEqualTo("SELECT ?");
    assertThat(QueryLanguage.POSTGRESQL.normalize("SELECT \"name\"").text())
        .isEqualTo("SELECT \"name\"");
  }

  @Test
  void theDatabaseDoesNotCountForTheFingerprintOfACommand() {
    assertThat(mongo("{\"find\":\"o\",\"$db\":\"a\"}").fingerprint())
        .isEqualTo(mongo("{\"find\":\"o\",\"$db\":\"b\"}").fingerprint())
        .isEqualTo(mongo("{\"find\":\"o\"}").fingerprint())
        .isNotEqualTo(mongo("{\"find\":\"p\",\"$db\":\"a\"}").fingerprint());
  }

  private static NormalizedStatement mongo(String command) {
    return QueryLanguage.MONGODB_COMMAND.normalize(command);
  }

  @Test
  void inlineCommandsAndArraysOfArgumentsAreTheSame() {
    assertThat(QueryLanguage.REDIS_COMMAND.normalize("get a").fingerprint())
        .isEqualTo(QueryLanguage.REDIS_COMMAND.normalize("[\"GET\",\"b\"]").fingerprint());
  }

  @Test
  void masksWhatIsNestedTooDeeply() {
    int depth = 100_000;
    String command = "{\"find\":\"o\",\"filter\":" + "{\"a\":".repeat(depth) + "\"secret\"";
    NormalizedStatement cut = mongo(command);
    assertThat(cut.text()).hasSizeLessThan(2_000).doesNotContain("secret");
    assertThat(cut.malformed()).isTrue();

    NormalizedStatement whole = mongo(command + "}".repeat(depth + 1));
    assertThat(whole.text()).isEqualTo(cut.text());
    assertThat(whole.summary()).isEqualTo("find o");
  }

  @Test
  void keepsTheSummaryShortAndItsNamesWhole() {
    String stages =
        String.join(
            ",",
            IntStream.range(0, 100)
                .mapToObj(i -> "{\"$unionWith\":\"collection_" + i + "\"}")
                .toList());
    NormalizedStatement result = mongo("{\"aggregate\":\"c\",\"pipeline\":[" + stages + "]}");
    assertThat(result.summary()).hasSizeLessThanOrEqualTo(255).matches("aggregate c( \\S+_\\d+)+");
    assertThat(result.collections()).hasSize(64);
  }

  @Test
  void keepsTheFirstCommandsOfALongPipeline() {
    StringBuilder pipeline = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      pipeline.append(i % 2 == 0 ? "GET a\n" : "DEL b\n");
    }
    NormalizedStatement result = QueryLanguage.REDIS_COMMAND.normalize(pipeline.toString());
    assertThat(result.text().lines()).hasSize(64);
    assertThat(result.truncated()).isTrue();
  }

  @Test
  void keepsTheDifferentBodiesOfALongRequest() {
    StringBuilder bodies = new StringBuilder("POST /_bulk\n");
    IntStream.range(0, 100)
        .forEach(i -> bodies.append("{\"" + "f".repeat(i % 60 + 1) + "\":" + i + "}\n"));
    NormalizedStatement result = QueryLanguage.OPENSEARCH_QUERY_DSL.normalize(bodies.toString());
    assertThat(result.text().lines()).hasSize(33);
    assertThat(result.truncated()).isTrue();
  }

  /** Quadratic work on these texts takes minutes. */
  @ParameterizedTest
  @EnumSource(QueryLanguage.class)
  void worksInProportionToTheText(QueryLanguage language) {
    for (String piece :
        new String[] {
          "{\"a\":",
          "[",
          "{",
          "(",
          "\"",
          "'",
          "\\\"",
          "a\" \\\"",
          "[{\"a\":1},",
          "GET a\n",
          "{1,[",
          "/_a",
          "a.",
          "$$",
          "?",
          "{'a':"
        }) {
      String text = piece.repeat(300_000 / piece.length());
      assertTimeout(Duration.ofSeconds(20), () -> language.normalize(text), piece);
      assertTimeout(Duration.ofSeconds(20), () -> language.normalize("[\"SET\"," + text), piece);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"find\":\"orders\",\"filter\":{\"a\":\"", "SET a \"", "GET /_search {\"a\":\""})
  void readsOneLiteralOfTenMegabytes(String beginning) {
    String text = beginning + "secret ".repeat(1_500_000);
    for (QueryLanguage language : QueryLanguage.values()) {
      assertThat(language.normalize(text).text()).doesNotContain("secret secret");
    }
  }
}
