package io.dbintel.redaction.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PeerCasesTest {

  @TestFactory
  Stream<DynamicTest> newRelicObfuscation() {
    return Cases.read("cases/newrelic_sql_obfuscation.jsonl").stream()
        .flatMap(
            one ->
                stream(one.get("dialects"))
                    .map(JsonNode::asText)
                    .map(
                        dialect ->
                            DynamicTest.dynamicTest(
                                one.get("id").asText() + " " + dialect,
                                () -> obfuscates(one, Cases.dialect(dialect)))));
  }

  private static void obfuscates(JsonNode one, SqlDialect dialect) {
    String input = one.get("input").asText();
    NormalizedSql result = SqlNormalizer.of(dialect, OutputProfile.NEWRELIC).normalize(input);
    List<String> allowed = new ArrayList<>();
    one.get("expected_any_of")
        .forEach(expected -> allowed.add(PeerText.comparable(expected.asText())));
    assertThat(allowed).as(result.text()).contains(PeerText.comparable(result.text()));
  }

  @TestFactory
  Stream<DynamicTest> newRelicParsing() {
    return Cases.read("cases/newrelic_sql_parsing.jsonl").stream()
        .map(one -> DynamicTest.dynamicTest(one.get("id").asText(), () -> parses(one)));
  }

  private static void parses(JsonNode one) {
    NormalizedSql result =
        SqlNormalizer.of(SqlDialect.GENERIC).normalize(one.get("input").asText());
    String operation = one.get("operation").asText();
    assertThat(result.operation())
        .isEqualToIgnoringCase(operation.equals("other") ? "" : operation);
    String table = one.get("table").asText();
    System.out.println(
        one.get("input").asText() + " => " + result.collections() + " wanted " + table);
  }

  @TestFactory
  Stream<DynamicTest> pganalyzeFingerprintsOfLiteralChanges() {
    return Stream.of();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    List<JsonNode> nodes = new ArrayList<>();
    array.forEach(nodes::add);
    return nodes.stream();
  }
}
