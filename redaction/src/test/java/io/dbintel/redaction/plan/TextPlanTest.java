package io.dbintel.redaction.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.redaction.sql.Cases;
import io.dbintel.redaction.sql.SqlDialect;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TextPlanTest {

  private static final PlanMasker POSTGRESQL = PlanMasker.of(SqlDialect.POSTGRESQL);
  private static final PlanMasker MYSQL = PlanMasker.of(SqlDialect.MYSQL);

  @TestFactory
  Stream<DynamicTest> newRelicExplain() {
    return Cases.read("cases/newrelic_postgres_explain.jsonl").stream()
        .map(one -> DynamicTest.dynamicTest(one.get("id").asText(), () -> obfuscates(one)));
  }

  private static void obfuscates(JsonNode one) {
    MaskedPlan masked = POSTGRESQL.mask(one.get("explain").asText());
    assertThat(masked.text()).isEqualTo(one.get("expected_obfuscated").asText());
    assertThat(masked.truncated()).isFalse();
  }

  @TestFactory
  Stream<DynamicTest> newRelicExplainCutAtEveryCharacter() {
    return Cases.read("cases/newrelic_postgres_explain.jsonl").stream()
        .map(one -> DynamicTest.dynamicTest(one.get("id").asText(), () -> cut(one)));
  }

  /** A cut plan shows nothing that the whole one does not: the whole one has every word of it. */
  private static void cut(JsonNode one) {
    String plan = one.get("explain").asText();
    String whole = one.get("expected_obfuscated").asText();
    for (int length = 0; length <= plan.length(); length++) {
      for (String word : POSTGRESQL.mask(plan.substring(0, length)).text().split("[^\\p{L}]+")) {
        assertThat(whole).as("cut at %s", length).contains(word);
      }
    }
  }

  @Test
  void keepsMeasuresAndNamesWithDigits() {
    String plan =
        """
        Gather  (cost=1000.00..11.40 rows=140 width=540) (actual time=0.123..4.5 rows=12 loops=3)
          Workers Planned: 2
          Buffers: shared hit=44 read=2
          ->  Parallel Index Scan using "orders 2024" on orders o_1  (cost=0.00..11.40 rows=140 width=540)
                Index Cond: (o_1.total > 1000.5)
                Filter: ((note)::text <> ALL ('{secret,other}'::text[]))
                Rows Removed by Filter: 17
          Sort Method: quicksort  Memory: 25kB
        Planning Time: 0.215 ms
        Execution Time: 12.100 ms
        """;

    assertThat(POSTGRESQL.mask(plan).text())
        .isEqualTo(plan.replace("1000.5)", "?)").replace("'{secret,other}'", "?"));
  }

  @Test
  void readsAStatementAndALiteralOverSeveralLines() {
    MaskedPlan masked =
        POSTGRESQL.mask(
            """
            Query Text: SELECT *
              FROM people
             WHERE name = 'Jane
            Doe: secret' AND id = 77
            Seq Scan on people  (cost=0.00..1.01 rows=1 width=4)
              Filter: (name = 'Jane
            Filter: Doe: secret  (cost=1 rows=1)'::text)
            """);

    assertThat(masked.text())
        .isEqualTo(
            """
            Query Text: SELECT * FROM people WHERE name = ? AND id = ?
            Seq Scan on people  (cost=0.00..1.01 rows=1 width=4)
              Filter: (name = ?::text)
            """);
  }

  @Test
  void masksWhatItDoesNotKnow() {
    assertThat(POSTGRESQL.mask("duration: 'secret\nvalue' plan").text())
        .isEqualTo("duration: ? plan");
    assertThat(POSTGRESQL.mask("  New Property: x = 'secret'").text())
        .isEqualTo("  New Property: x = ?");
  }

  @Test
  void masksTheTreesOfMysql() {
    assertThat(
            MYSQL
                .mask(
                    """
                    -> Filter: (t.a = 'secret')  (cost=0.35 rows=1)
                        -> Index lookup on t using idx (b=4711)  (cost=0.35 rows=1) (actual time=0.1..0.2 rows=1 loops=1)
                    """)
                .text())
        .isEqualTo(
            """
            -> Filter: (t.a = ?)  (cost=0.35 rows=1)
                -> Index lookup on t using idx (b=?)  (cost=0.35 rows=1) (actual time=0.1..0.2 rows=1 loops=1)
            """);
  }

  @Test
  void aLiteralWithoutEndTakesTheRest() {
    MaskedPlan masked =
        POSTGRESQL.mask(
            "Seq Scan on t  (cost=0.00..1.01 rows=1 width=4)\n  Filter: (a = 'x\n"
                + "secret line\n".repeat(100));

    assertThat(masked.text())
        .isEqualTo("Seq Scan on t  (cost=0.00..1.01 rows=1 width=4)\n  Filter: (a = ?");
    assertThat(masked.truncated()).isTrue();
  }

  @Test
  void aTextIsCutAtALineWithoutChangingItsHash() {
    String plan = "Seq Scan on t  (cost=0.00..1.01 rows=1 width=4)\n  Filter: (a = 5)";
    MaskedPlan cut = POSTGRESQL.mask(plan, 60);

    assertThat(cut.text()).isEqualTo("Seq Scan on t  (cost=0.00..1.01 rows=1 width=4)");
    assertThat(cut.truncated()).isTrue();
    assertThat(cut.structuralHash()).isEqualTo(POSTGRESQL.mask(plan).structuralHash());
  }

  @Test
  void theHashIsOfTheStructure() {
    String plan = "Seq Scan on t  (cost=0.00..1.01 rows=1 width=4)\n  Filter: (a = 5)";
    long hash = POSTGRESQL.mask(plan).structuralHash();

    assertThat(
            POSTGRESQL.mask(plan.replace("5", "66").replace("rows=1", "rows=9")).structuralHash())
        .isEqualTo(hash);
    assertThat(POSTGRESQL.mask(plan.replace("a =", "b =")).structuralHash()).isEqualTo(hash);
    assertThat(POSTGRESQL.mask(plan).nodes()).isEqualTo(1);
    assertThat(POSTGRESQL.mask(plan).startupCost()).isEqualTo(0.0);
    assertThat(POSTGRESQL.mask(plan).totalCost()).isEqualTo(1.01);
    assertThat(POSTGRESQL.mask(plan.replace("on t", "on u")).structuralHash()).isNotEqualTo(hash);
    assertThat(POSTGRESQL.mask(plan.replace("  Filter", "    Filter")).structuralHash())
        .isNotEqualTo(hash);
    assertThat(POSTGRESQL.mask(plan).structuralHashHex()).hasSize(16);
  }
}
