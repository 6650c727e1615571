package io.dbintel.collector.systems.postgresql.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dbintel.collector.RecordingRun;
import io.dbintel.collector.poll.PollRuns;
import io.dbintel.collector.system.CheckFinding;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.redaction.plan.PlanMasker;
import io.dbintel.redaction.sql.SqlDialect;
import io.dbintel.schemas.avro.QueryPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans of real servers, of what sessions run and of what was run. */
class PostgresPlansTest {

  private static final PlanMasker MASKER = PlanMasker.of(SqlDialect.POSTGRESQL);

  static SortedSet<String> versions() {
    return EmbeddedPostgres.versions();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void plansWhatWasRunAndWhatRuns(String version) throws Exception {
    try (PlannedServer server = PlannedServer.start(version)) {
      server.grantTables("dbintel");
      int major = Integer.parseInt(version);
      String checksum;
      RecordingRun run;
      try (Connection session = server.application()) {
        server.run(
            session,
            "select count(*) from shop.orders where note = 'secret-4711' and id > 42",
            "select * from shop.orders join shop.customers using (customer) where id = 77",
            "update shop.orders set note = 'secret-4712' where id = 43",
            "select extract(year from timestamp '2024-04-07') from shop.orders",
            "select * from missing where a = 1",
            "create temp table mine (a int)",
            "select * from mine where a = 5",
            "set work_mem = '5MB'");
        // the last text that the session shows is one with its own values
        server.run(session, "select id from shop.orders where id = 4713");
        checksum = server.checksum();
        run = server.poll();
      }
      List<QueryPlan> plans = run.values(QueryPlan.class);
      Map<String, Integer> attempts = PollRuns.attempts(run.poll());
      assertThat(plans).as("%s", attempts).hasSize(attempts.get("success"));
      assertThat(attempts).containsKeys("success", "no_plans_possible", "undefined_table");
      assertThat(attempts.get("success")).isGreaterThanOrEqualTo(4);
      Map<String, QueryPlan> byText = server.byText(plans);
      QueryPlan join = byText.get(key(byText, "join shop.customers"));
      assertThat(join.getMethod()).isEqualTo(major >= 16 ? "generic_plan" : "forced_generic_plan");
      assertThat(join.getPlan())
          .contains("orders")
          .contains("customers")
          .contains("\"Total Cost\":");
      assertThat(join.getNodes()).isGreaterThanOrEqualTo(2);
      assertThat(join.getTotalCost()).isPositive();
      assertThat(join.getDatabase()).isEqualTo("postgres");
      assertThat(join.getUser()).isEqualTo("app");
      QueryPlan sampled = byText.get(key(byText, "select id from"));
      assertThat(sampled.getSampled()).isEqualTo(major >= 14);
      assertThat(sampled.getMethod()).isEqualTo(major >= 14 ? "text" : join.getMethod());
      assertThat(plans)
          .allSatisfy(
              plan -> {
                assertThat(plan.getPlan()).doesNotContain("secret").doesNotContain("471");
                assertThat(MASKER.mask(plan.getPlan()).text())
                    .as("the stream finds nothing to mask")
                    .isEqualTo(plan.getPlan());
                assertThat(MASKER.mask(plan.getPlan()).structuralHashHex())
                    .isEqualTo(plan.getStructuralHash());
              });
      assertThat(plans.stream().map(QueryPlan::getSeq)).doesNotHaveDuplicates();
      assertThat(server.checksum()).isEqualTo(checksum);
      await("the session is closed").until(() -> server.sessionsOfTheAgent() == 0);
      assertThat(server.poll().values(QueryPlan.class))
          .as("those of the application are known")
          .noneMatch(plan -> plan.getUser().equals("app"));
    }
  }

  private static String key(Map<String, QueryPlan> byText, String part) {
    return byText.keySet().stream()
        .filter(text -> text.contains(part))
        .findFirst()
        .orElseThrow(() -> new AssertionError(part + " in " + byText.keySet()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"15"})
  void plansUnderTheServersSettingsAndTheRolesNames(String version) throws Exception {
    try (PlannedServer server = PlannedServer.start(version)) {
      server.grantTables("dbintel");
      server.admin("alter role app set search_path = \"$user\", shop");
      server.admin("create schema app authorization app");
      server.admin(
          "create table app.own (a int primary key); grant select on app.own to dbintel, app");
      server.admin("grant usage on schema app to dbintel");
      server.admin("analyze");
      try (Connection session = server.application()) {
        server.run(
            session,
            "select * from own where a = 1",
            "select * from orders a, customers b where a.id < b.customer and a.id = 3",
            "select 1");
        List<QueryPlan> plans = server.poll().values(QueryPlan.class);
        assertThat(plans).anyMatch(plan -> plan.getPlan().contains("\"Relation Name\":\"own\""));
        assertThat(plans)
            .as("the agent's own sessions have nested loops off")
            .anyMatch(plan -> plan.getPlan().contains("Nested Loop"))
            .noneMatch(plan -> plan.getPlan().contains("Disabled\":true"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "16", "18"})
  void theHelperFunctionPlansForARoleWithoutRightsOnTables(String version) throws Exception {
    try (PlannedServer server = PlannedServer.start(version)) {
      server.run(
          "select count(*) from shop.orders where id = 42", "delete from shop.orders where id = 0");
      assertThat(PollRuns.attempts(server.poll().poll()))
          .containsKey("no_privilege")
          .doesNotContainKey("success");

      server.installHelper();
      server.grantTables("dbintel_planner");
      RecordingRun run = server.newPoll();
      assertThat(PollRuns.attempts(run.poll())).doesNotContainKeys("no_privilege", "unsafe_role");
      List<QueryPlan> plans = run.values(QueryPlan.class);
      assertThat(plans).anyMatch(plan -> plan.getPlan().contains("\"Operation\":\"Delete\""));
      assertThat(plans).allMatch(plan -> !plan.getMethod().equals("text"));
      assertThatThrownBy(
              () ->
                  server.asAgent(
                      "select dbintel.explain_statement('select 1; drop table shop.orders')"))
          .hasMessageContaining("without semicolons");
      assertThat(server.preparedStatements("select dbintel.explain_statement('select $1 / 0')"))
          .isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"17"})
  void nothingIsPlannedUnderARoleThatMayDoTooMuch(String version) throws Exception {
    try (PlannedServer server = PlannedServer.start(version)) {
      server.run("select count(*) from shop.orders");
      assertThat(server.check()).noneMatch(CheckFinding::missing);
      server.admin("alter role dbintel superuser");
      assertThat(server.check())
          .filteredOn(CheckFinding::missing)
          .singleElement()
          .satisfies(finding -> assertThat(finding.what()).contains("is a member of"));
      RecordingRun run = server.poll();
      assertThat(PollRuns.attempts(run.poll()))
          .containsKey("unsafe_role")
          .doesNotContainKey("success");
      assertThat(run.remark()).contains("is a member of").contains("docs/plans.md");
      server.admin("alter role dbintel nosuperuser; grant pg_read_server_files to dbintel");
      assertThat(PollRuns.attempts(server.newPoll().poll()))
          .containsKey("unsafe_role")
          .doesNotContainKey("success");

      server.admin("revoke pg_read_server_files from dbintel");
      server.installHelper();
      server.admin("alter role dbintel_planner superuser");
      RecordingRun direct = server.newPoll();
      assertThat(PollRuns.attempts(direct.poll()))
          .as("an unsafe helper is not used")
          .containsKey("no_privilege");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"13", "18"})
  void whatAHostileStatementRunsAtPlanning(String version) throws Exception {
    try (PlannedServer server = PlannedServer.start(version)) {
      server.grantTables("dbintel");
      for (Hostile hostile : Hostile.values()) {
        server.admin(hostile.function());
      }
      server.admin("grant insert on trap to public");
      try (Connection session = server.application();
          Statement statement = session.createStatement()) {
        for (Hostile hostile : Hostile.values()) {
          runIgnoringErrors(statement, hostile.statement());
        }
      }
      server.admin("truncate trap");
      String checksum = server.checksum();
      RecordingRun run = server.poll();
      Map<String, Integer> attempts = PollRuns.attempts(run.poll());
      assertThat(attempts).as("all").containsKeys("timeout", "failed_function");
      assertThat(attempts.getOrDefault("read_only", 0)).isPositive();
      assertThat(server.checksum()).isEqualTo(checksum);
      assertThat(server.single("select count(*) from trap")).isEqualTo("0");
      await("the session is closed").until(() -> server.sessionsOfTheAgent() == 0);
      assertThat(server.single("select count(*) from pg_locks where locktype = 'advisory'"))
          .isEqualTo("0");
      assertThat(run.values(QueryPlan.class).toString()).doesNotContain("secret");
      assertThat(PollRuns.attempts(server.poll().poll()))
          .as("what failed is left alone")
          .doesNotContainKeys("timeout", "failed_function", "read_only");
    }
  }

  private static void runIgnoringErrors(Statement statement, String sql) {
    try {
      statement.execute(sql);
    } catch (SQLException expected) {
      // as an application would
    }
  }

  /** Functions that run when a statement is planned, and what they try. */
  private enum Hostile {
    WRITE("insert into trap values (1)"),
    WRITE_AFTER_ALL("set transaction read write; insert into trap values (2)"),
    SLEEP("if current_user = 'dbintel' then perform pg_sleep(20); end if"),
    LOCK("perform pg_advisory_lock(4711)"),
    LIE("if current_user = 'dbintel' then raise exception 'secret %', current_user; end if"),
    SETTINGS("perform set_config('default_transaction_read_only', 'off', false)"),
    ROLE("set role none");

    private final String body;

    Hostile(String body) {
      this.body = body;
    }

    private String routine() {
      return "hostile_" + name().toLowerCase(java.util.Locale.ROOT);
    }

    String function() {
      return (this == WRITE ? "create table trap (a int); " : "")
          + "create function inner_"
          + routine()
          + "() returns void volatile language plpgsql as $f$ begin "
          + body
          + "; end $f$; "
          + "create function "
          + routine()
          + "(a int) returns int immutable language plpgsql as"
          + " $f$ begin perform inner_"
          + routine()
          + "(); return a; end $f$";
    }

    /** Without a literal, so that the text that the server keeps has the call as it is. */
    String statement() {
      return "select * from shop.orders where id = " + routine() + "(pi()::int)";
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"18"})
  void aTableThatIsLockedIsNotWaitedForLongerThanTheTimeout(String version) throws Exception {
    try (PlannedServer server = PlannedServer.start(version)) {
      server.grantTables("dbintel");
      server.run("select count(*) from shop.orders where id = 42");
      try (Connection holder = server.superuser();
          Statement lock = holder.createStatement()) {
        holder.setAutoCommit(false);
        lock.execute("lock table shop.orders in access exclusive mode");
        long begun = System.nanoTime();
        RecordingRun run = server.poll();
        assertThat(System.nanoTime() - begun).isLessThan(10_000_000_000L);
        assertThat(PollRuns.attempts(run.poll())).containsKey("timeout");
        holder.rollback();
      }
    }
  }
}
