package io.dbintel.redaction.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.redaction.statement.NormalizedStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the scanner to what the suites of others expect. Where ours differs, it says why. */
class PeerCasesTest {

  /** New Relic's table of a statement, where we name others. */
  private static final Map<String, List<String>> OTHER_TABLES =
      Map.of(
          // "(subquery)" there; the conventions for db.collection.name want the tables themselves
          "nr-parse/19", List.of("foobar"),
          "nr-parse/20", List.of("foobar"),
          "nr-parse/35", List.of("foobar"),
          // the first table only there
          "nr-parse/32", List.of("foo", "bar"),
          // what is in single quotes is a literal, even where a table should be
          "nr-parse/42", List.of());

  /**
   * Statements that libpg_query calls equal to an earlier one although more than literals, binds,
   * case or white space differ: it compares parse trees, we compare tokens.
   */
  private static final Map<String, String> EQUAL_ONLY_AS_TREES =
      Map.ofEntries(
          Map.entry("libpg_query/fp#6", "order of the columns of INSERT"),
          Map.entry("libpg_query/fp#10", "= ANY (list) is IN"),
          Map.entry("libpg_query/fp#11", "IN (one) is ="),
          Map.entry("libpg_query/fp#12", "IN (one) is ="),
          Map.entry("libpg_query/fp#13", "casts of constants"),
          Map.entry("libpg_query/fp#14", "casts of constants"),
          Map.entry("libpg_query/fp#18", "names of prepared statements"),
          Map.entry("libpg_query/fp#25", "order of tables"),
          Map.entry("libpg_query/fp#27", "order of targets"),
          Map.entry("libpg_query/fp#29", "order of targets"),
          Map.entry("libpg_query/fp#31", "DEFAULT in a row"),
          Map.entry("libpg_query/fp#33", "aliases"),
          Map.entry("libpg_query/fp#50", "precision of an interval"),
          Map.entry("libpg_query/fp#51", "precision of an interval"),
          Map.entry("libpg_query/fp#53", "order of conditions"),
          Map.entry("libpg_query/fp#55", "casts of constants"),
          Map.entry("libpg_query/fp#57", "numbers in the names of tables"),
          Map.entry("libpg_query/fp#66", "UNLISTEN of all"));

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
    NormalizedStatement result = SqlNormalizer.of(dialect, OutputProfile.NEWRELIC).normalize(input);
    List<String> allowed = new ArrayList<>();
    one.get("expected_any_of")
        .forEach(expected -> allowed.add(PeerText.comparable(expected.asText())));
    assertThat(PeerText.comparable(result.text())).as(result.text()).isIn(allowed);
  }

  @TestFactory
  Stream<DynamicTest> newRelicParsing() {
    return Cases.read("cases/newrelic_sql_parsing.jsonl").stream()
        .map(one -> DynamicTest.dynamicTest(one.get("id").asText(), () -> parses(one)));
  }

  private static void parses(JsonNode one) {
    String input = one.get("input").asText();
    NormalizedStatement result = SqlNormalizer.of(dialectOf(input)).normalize(input);
    String operation = one.get("operation").asText();
    assertThat(result.operation())
        .isEqualToIgnoringCase(operation.equals("other") ? "" : operation);
    JsonNode table = one.get("table");
    List<String> wanted = table.isNull() ? List.of() : List.of(table.asText());
    assertThat(result.collections().stream().map(PeerCasesTest::lastPart).toList())
        .isEqualTo(OTHER_TABLES.getOrDefault(one.get("id").asText(), wanted));
  }

  /** The peer's cases name no system; in them backticks and double quotes quote names. */
  private static SqlDialect dialectOf(String sql) {
    return sql.contains("`")
        ? SqlDialect.MYSQL
        : sql.contains("\"") ? SqlDialect.POSTGRESQL : SqlDialect.GENERIC;
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('.') + 1).replaceAll("[`\"]", "");
  }

  @Test
  void pganalyzeFingerprintsAreEqualWithinAGroupAndElseDiffer() {
    Map<String, Long> fingerprintOfGroup = new HashMap<>();
    Map<Long, String> groupOfFingerprint = new HashMap<>();
    Set<String> differing = new HashSet<>();
    for (JsonNode one : Cases.read("cases/pganalyze_fingerprint.jsonl")) {
      String group = one.get("group").asText();
      long fingerprint =
          SqlNormalizer.of(SqlDialect.POSTGRESQL)
              .normalize(one.get("input").asText())
              .fingerprint();
      if (fingerprintOfGroup.computeIfAbsent(group, first -> fingerprint) != fingerprint) {
        differing.add(one.get("id").asText());
      }
      String groupBefore = groupOfFingerprint.putIfAbsent(fingerprint, group);
      assertThat(groupBefore == null ? group : groupBefore)
          .as(one.get("input").asText())
          .isEqualTo(group);
    }
    assertThat(differing).isEqualTo(EQUAL_ONLY_AS_TREES.keySet());
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    List<JsonNode> nodes = new ArrayList<>();
    array.forEach(nodes::add);
    return nodes.stream();
  }
}
