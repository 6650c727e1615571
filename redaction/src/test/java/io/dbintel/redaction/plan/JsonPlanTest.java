package io.dbintel.redaction.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.redaction.sql.SqlDialect;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonPlanTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PlanMasker POSTGRESQL = PlanMasker.of(SqlDialect.POSTGRESQL);
  private static final PlanMasker MYSQL = PlanMasker.of(SqlDialect.MYSQL);

  private static final String POSTGRESQL_PLAN =
      """
      [{"Plan": {"Node Type": "Sort", "Parallel Aware": false, "Startup Cost": 8.17, "Plan Rows": 3,
        "Sort Key": ["(lower(name))", "(COALESCE(city, 'secret'::text)) DESC"],
        "Sort Method": "quicksort", "Sort Space Used": 25, "Sort Space Type": "Memory",
        "Plans": [{"Node Type": "Index Scan", "Parent Relationship": "Outer", "Relation Name": "people 2024",
          "Alias": "p", "Index Name": "people_name_idx",
          "Index Cond": "(name = 'Jane ''secret'' Doe'::text)",
          "Filter": "((age > 41) AND (NOT (hashed SubPlan 1)))", "Actual Total Time": 0.017,
          "Custom Thing": "secret = 'secret'"}]},
        "Settings": {"work_mem": "64MB"}, "Planning Time": 0.2,
        "Query Text": "select 'secret' where id = 4711"}]
      """;

  private static final String MYSQL_PLAN =
      """
      {"query_block": {"select_id": 1, "cost_info": {"query_cost": "1.20"},
        "ordering_operation": {"using_filesort": true, "nested_loop": [
          {"table": {"table_name": "t1", "access_type": "ref", "possible_keys": ["idx_1"], "key": "idx_1",
            "key_length": "4", "ref": ["const"], "rows_examined_per_scan": 1, "filtered": "100.00",
            "cost_info": {"read_cost": "0.25", "data_read_per_join": "1K"},
            "attached_condition": "(`db`.`t1`.`note` = 'it\\\\'s secret')"}}]}}}
      """;

  @Test
  void masksConditionsAndKeepsNamesTypesCostsAndRows() throws IOException {
    MaskedPlan masked = POSTGRESQL.mask(POSTGRESQL_PLAN);

    assertThat(JSON.readTree(masked.text()))
        .isEqualTo(
            JSON.readTree(
                POSTGRESQL_PLAN
                    .replace("'secret'::text", "?::text")
                    .replace("'Jane ''secret'' Doe'", "?")
                    .replace("age > 41", "age > ?")
                    .replace("secret = 'secret'", "secret = ?")
                    .replace("\"64MB\"", "\"?\"")
                    .replace("select 'secret' where id = 4711", "select ? where id = ?")));
    assertThat(masked.truncated()).isFalse();
    assertThat(masked.malformed()).isFalse();
  }

  @Test
  void masksThePlansOfMysql() throws IOException {
    assertThat(JSON.readTree(MYSQL.mask(MYSQL_PLAN).text()))
        .isEqualTo(JSON.readTree(MYSQL_PLAN.replace("'it\\\\'s secret'", "?")));
  }

  @Test
  void masksTheSecondVersionOfMysqlsPlans() throws IOException {
    String plan =
        """
        {"query": "/* select#1 */ select 'secret'", "query_plan": {"operation": "Limit: 10 row(s)", "limit": 10,
          "access_type": "limit", "estimated_rows": 1.0, "inputs": [
            {"operation": "Filter: (t.a = 'secret')", "condition": "(t.a = 'secret')", "access_type": "filter"},
            {"operation": "Index lookup on t using idx_1 (b = 5)", "table_name": "t", "index_name": "idx_1",
             "lookup_condition": "b = 5"}]}}
        """;
    assertThat(JSON.readTree(MYSQL.mask(plan).text()))
        .isEqualTo(
            JSON.readTree(
                plan.replace("'secret'", "?")
                    .replace("/* select#1 */ ", "")
                    .replace("10 row", "? row")
                    .replace("\"limit\": 10", "\"limit\": \"?\"")
                    .replace("= 5", "= ?")));
  }

  @Test
  void masksThePlansOfMariadb() throws IOException {
    String plan =
        """
        {"query_block": {"select_id": 1, "cost": 0.012, "r_loops": 1, "filesort": {"sort_key": "t.a + 17", "r_limit": 12,
          "temporary_table": {"nested_loop": [{"table": {"table_name": "t", "access_type": "range",
            "key": "a", "key_length": "5", "used_key_parts": ["a"], "rows": 2, "r_rows": 2, "filtered": 100,
            "index_condition": "t.a > 4711", "attached_condition": "t.b = \\"secret\\""}}]}}}}
        """;
    assertThat(JSON.readTree(MYSQL.mask(plan).text()))
        .isEqualTo(
            JSON.readTree(
                plan.replace("+ 17", "+ ?")
                    .replace("\"r_limit\": 12", "\"r_limit\": \"?\"")
                    .replace("4711", "?")
                    .replace("\\\"secret\\\"", "?")));
  }

  @Test
  void aCutPlanStaysJsonAndLeaksNothing() {
    for (String plan : new String[] {POSTGRESQL_PLAN.replace("secret =", "x ="), MYSQL_PLAN}) {
      PlanMasker masker = plan.equals(MYSQL_PLAN) ? MYSQL : POSTGRESQL;
      for (int length = 1; length < plan.strip().length(); length++) {
        MaskedPlan masked = masker.mask(plan.substring(0, length));
        assertThat(masked.truncated()).as("cut at %s", length).isTrue();
        assertThat(masked.text()).doesNotContain("secr").doesNotContain("Jane");
        assertThat(readable(masked.text())).as(masked.text()).isTrue();
      }
    }
  }

  private static boolean readable(String json) {
    try {
      JSON.readTree(json);
      return true;
    } catch (IOException notJson) {
      return false;
    }
  }

  @Test
  void whatStopsBeingJsonIsNotShown() {
    MaskedPlan masked = POSTGRESQL.mask("{\"Plan\": {\"Node Type\": \"Sort\", secret }}");

    assertThat(masked.text()).isEqualTo("{\"Plan\":{\"Node Type\":\"Sort\"}}");
    assertThat(masked.malformed()).isTrue();
  }

  @Test
  void anUnusualKeyIsMaskedToo() {
    assertThat(POSTGRESQL.mask("{\"x = 'secret'\": 1}").text()).isEqualTo("{\"x = ?\":\"?\"}");
  }

  @Test
  void theHashIsOfTheStructure() {
    long hash = POSTGRESQL.mask(POSTGRESQL_PLAN).structuralHash();

    assertThat(
            POSTGRESQL
                .mask(
                    POSTGRESQL_PLAN
                        .replace("41", "55")
                        .replace("8.17", "99.1")
                        .replace("quicksort", "external merge")
                        .replace("0.017", "5"))
                .structuralHash())
        .isEqualTo(hash);
    assertThat(POSTGRESQL.mask(POSTGRESQL_PLAN.replace("Index Scan", "Seq Scan")).structuralHash())
        .isNotEqualTo(hash);
    assertThat(POSTGRESQL.mask(POSTGRESQL_PLAN.replace("age >", "age <")).structuralHash())
        .as("what a condition says is another thing to write for each way of getting a plan")
        .isEqualTo(hash);
    assertThat(
            POSTGRESQL.mask(POSTGRESQL_PLAN.replace("\"Filter", "\"Join Filter")).structuralHash())
        .isNotEqualTo(hash);
    assertThat(
            POSTGRESQL
                .mask(POSTGRESQL_PLAN.replace("\"Alias\": \"p\"", "\"Alias\": \"q\""))
                .structuralHash())
        .isNotEqualTo(hash);
    assertThat(
            POSTGRESQL
                .mask(
                    POSTGRESQL_PLAN
                        .replace("\"Plan Rows\": 3,", "\"Plan Rows\": 3, \"Disabled\": false,")
                        .replace(
                            "\"Settings\"",
                            "\"JIT\": {\"Functions\": 3, \"Options\": {\"Inlining\": true}},"
                                + " \"Settings\""))
                .structuralHash())
        .as("what younger servers add, and what depends on costs, is no structure")
        .isEqualTo(hash);
  }

  @Test
  void goldenHashes() {
    assertThat(StructuralHash.VERSION).as("another hash needs another version").isEqualTo(1);
    assertThat(POSTGRESQL.mask(POSTGRESQL_PLAN).structuralHashHex()).isEqualTo("c34ff9ddfb71ab95");
    assertThat(MYSQL.mask(MYSQL_PLAN).structuralHashHex()).isEqualTo("32ea3935e0b8dd08");
  }

  @Test
  void countsNodesAndTakesTheCostsOfTheOutermost() {
    MaskedPlan masked =
        POSTGRESQL.mask(
            """
            [{"Plan": {"Node Type": "Limit", "Plans": [{"Node Type": "Seq Scan", "Startup Cost": 1, "Total Cost": 7}],
              "Startup Cost": 0.5, "Total Cost": 12.25}}]
            """);
    assertThat(masked.nodes()).isEqualTo(2);
    assertThat(masked.startupCost()).isEqualTo(0.5);
    assertThat(masked.totalCost()).isEqualTo(12.25);
    assertThat(MYSQL.mask(MYSQL_PLAN).totalCost()).isEqualTo(1.2);
    assertThat(MYSQL.mask("{\"cost\": \"secret\", \"x\": 1}").text())
        .as("a cost that is no number")
        .isEqualTo("{\"cost\":\"?\",\"x\":\"?\"}");
  }

  @Test
  void deepNestingEndsWell() {
    String deep = "[".repeat(100_000);

    assertThat(POSTGRESQL.mask(deep).truncated()).isTrue();
  }
}
