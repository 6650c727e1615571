package io.dbintel.collector.systems.postgresql.plans;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.collector.plans.PlanAttempt;
import io.dbintel.collector.plans.PlanOutcome;
import io.dbintel.collector.plans.PlanSession;
import io.dbintel.collector.plans.StatementLoad;
import io.dbintel.collector.plans.StatementText;
import io.dbintel.collector.statements.StatementKey;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.redaction.plan.MaskedPlan;
import io.dbintel.redaction.plan.PlanMasker;
import io.dbintel.redaction.plan.Plannability;
import io.dbintel.redaction.sql.SqlDialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many statements, generated and published ones, hostile ones among them: none changes data, none
 * takes longer than its limit, no literal is left in a plan.
 */
class PlanCampaignTest {

  private static final String MARK = "zqsecret";
  private static final long LIMIT_MILLIS = 300;

  /**
   * For a machine that is busy; a plan that ignored its limit would take the ten seconds of a
   * function.
   */
  private static final long SLACK_MILLIS = 5_000;

  private static final PlanMasker MASKER = PlanMasker.of(SqlDialect.POSTGRESQL);
  private static final ObjectMapper JSON = new ObjectMapper();

  static SortedSet<String> versions() {
    return EmbeddedPostgres.versions();
  }

  @ParameterizedTest
  @ValueSource(strings = {"13", "18"})
  void nothingChangesNothingLastsNothingLeaks(String version) throws Exception {
    plan(version, 1_000);
  }

  /** More than ten thousand over all versions. */
  @Tag("campaign")
  @ParameterizedTest
  @MethodSource("versions")
  void tenThousand(String version) throws Exception {
    plan(version, 1_500);
  }

  private static void plan(String version, int statements) throws Exception {
    try (PlannedServer server = PlannedServer.start(version)) {
      server.grantTables("dbintel");
      server.admin(
          "create function sleepy(a int) returns int immutable language plpgsql as"
              + " 'begin perform pg_sleep(10); return a; end'");
      String checksum = server.checksum();
      Map<String, Integer> outcomes = new TreeMap<>();
      server.inPlanSession(
          session -> {
            Random random = new Random(4_711);
            List<String> published = published();
            for (int i = 0; i < statements; i++) {
              String sql =
                  i < published.size() ? published.get(i) : new GeneratedQuery(random).sql();
              outcomes.merge(attempt(session, sql), 1, Integer::sum);
            }
          });
      System.out.printf(
          "plans of %d statements on PostgreSQL %s: %s%n", statements, version, outcomes);
      assertThat(server.checksum()).isEqualTo(checksum);
      assertThat(outcomes.get("success")).isGreaterThan(statements / 2);
      assertThat(outcomes).containsKeys("timeout", "several_statements", "no_plans_possible");
    }
  }

  private static String attempt(PlanSession session, String sql) throws PollFailure {
    Plannability judged = Plannability.of(sql, SqlDialect.POSTGRESQL);
    if (judged != Plannability.PLANNABLE) {
      return switch (judged) {
        case SEVERAL -> PlanOutcome.SEVERAL_STATEMENTS.code();
        case TRUNCATED -> PlanOutcome.QUERY_TRUNCATED.code();
        case AMBIGUOUS -> PlanOutcome.AMBIGUOUS_TEXT.code();
        default -> PlanOutcome.NO_PLANS_POSSIBLE.code();
      };
    }
    StatementKey key = StatementKey.of(new byte[] {1});
    long begun = System.nanoTime();
    PlanAttempt attempt =
        session.explain(
            new StatementLoad(key, key, "1", "postgres", "app", 1),
            new StatementText(sql, true, true));
    assertThat((System.nanoTime() - begun) / 1_000_000)
        .as(sql)
        .isLessThan(LIMIT_MILLIS + SLACK_MILLIS);
    if (attempt.outcome() == PlanOutcome.SUCCESS) {
      MaskedPlan masked = MASKER.mask(attempt.plan(), PlanMasker.MAX_BYTES);
      assertThat(masked.text()).as(sql).doesNotContain(MARK).doesNotContain("471147");
      assertThat(masked.nodes()).as(sql).isPositive();
      assertThat(masked.totalCost()).as(sql).isNotNull();
      assertThat(MASKER.mask(masked.text()).text()).as(sql).isEqualTo(masked.text());
    }
    return attempt.outcome().code();
  }

  /** The inputs of the published cases, whatever dialect they are in. */
  private static List<String> published() {
    Path cases =
        Path.of(
            System.getProperty("maven.multiModuleProjectDirectory", ".."),
            "redaction/src/test/resources/cases");
    List<String> inputs = new ArrayList<>();
    try {
      for (String file :
          List.of(
              "newrelic_sql_obfuscation.jsonl",
              "newrelic_sql_parsing.jsonl",
              "pganalyze_fingerprint.jsonl")) {
        for (String line : Files.readAllLines(cases.resolve(file))) {
          inputs.add(JSON.readTree(line).get("input").asText());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(inputs).hasSizeGreaterThan(150);
    return inputs;
  }

  /** A statement on the tables of the shop with planted literals; some are hostile. */
  private record GeneratedQuery(Random random) {

    String sql() {
      return switch (random.nextInt(14)) {
        case 0 -> "insert into shop.orders values (" + number() + ", 1, " + text() + ")";
        case 1 -> "update shop.orders set note = " + text() + " where " + condition("id");
        case 2 -> "delete from shop.orders where " + condition("customer");
        case 3 ->
            "with a as (delete from shop.orders where "
                + condition("id")
                + " returning *) select * from a where note = "
                + text();
        case 4 -> "select 1; delete from shop.orders";
        case 5 ->
            "insert into shop.orders select id + 471147, 1, "
                + text()
                + " from shop.orders on conflict (id) do update set note = "
                + text();
        case 6 ->
            random.nextInt(5) == 0
                ? "select * from shop.orders where id = sleepy(pi()::int)"
                : "select * from shop.orders where id = $1 and note = " + text();
        case 7 ->
            "select customer, count(*) filter (where note <> "
                + text()
                + ") from shop.orders where "
                + condition("id")
                + " group by customer, note || "
                + text()
                + " having count(*) > "
                + number()
                + " order by lower("
                + text()
                + " || max(note)) limit 471147";
        case 8 ->
            "select case when "
                + condition("o.id")
                + " then "
                + text()
                + " else c.name end from shop.orders o left join shop.customers c on o.customer ="
                + " c.customer and c.name like "
                + text()
                + " where exists (select 1 from shop.customers x where x.name = "
                + text()
                + " || o.note)";
        case 9 ->
            "/* "
                + MARK
                + "; */ select * from shop.orders where note in ("
                + text()
                + ", "
                + text()
                + ")";
        case 10 ->
            "select * from (values ("
                + text()
                + ", 471147), ('b', 2)) as v (a, b) where a > "
                + text();
        case 11 -> "select * from generate_series(1, 471147) g where g::text = " + text();
        case 12 ->
            "select sum(id) over (partition by customer order by note || "
                + text()
                + ") from shop.orders";
        default ->
            "select id from shop.orders where "
                + condition("id")
                + " union all select customer from shop.customers where name = any (array["
                + text()
                + "])";
      };
    }

    private String condition(String column) {
      return switch (random.nextInt(4)) {
        case 0 -> column + " = " + number();
        case 1 -> column + " between " + number() + " and 471147";
        case 2 -> column + "::text ~ " + text();
        default -> "coalesce(" + column + ", 0) <> " + number();
      };
    }

    private static String number() {
      return "471147";
    }

    private String text() {
      return switch (random.nextInt(5)) {
        case 0 -> "'" + MARK + "'";
        case 1 -> "'it''s " + MARK + "; -- /* " + MARK + "'";
        case 2 -> "$tag$" + MARK + "; drop table shop.orders; '" + MARK + "$tag$";
        case 3 -> "E'" + MARK + "\\\\ \\n " + MARK + "'";
        default -> "'" + MARK + " ä \" " + MARK + "'::text";
      };
    }
  }
}
