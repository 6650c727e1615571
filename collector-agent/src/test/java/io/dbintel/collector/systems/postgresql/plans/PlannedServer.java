package io.dbintel.collector.systems.postgresql.plans;

import io.dbintel.collector.RecordingRun;
import io.dbintel.collector.TestConfig;
import io.dbintel.collector.config.AgentConfig;
import io.dbintel.collector.plans.PlanSource;
import io.dbintel.collector.system.CheckFinding;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.collector.systems.postgresql.PostgresConfig;
import io.dbintel.collector.systems.postgresql.PostgresConnections;
import io.dbintel.collector.systems.postgresql.PostgresSystem;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.QueryPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server with tables, an application's role, a monitoring role, and a plan collector. */
final class PlannedServer implements AutoCloseable {

  private static final RecordSource SOURCE =
      new RecordSource("acme/orders", "postgresql", "test", "localhost", 5432);

  private final EmbeddedPostgres postgres;
  private MonitoredInstance instance;

  private PlannedServer(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  static PlannedServer start(String version) {
    PlannedServer server = new PlannedServer(EmbeddedPostgres.builder().version(version).start());
    server.postgres.execute("create role dbintel login password 'monitor' in role pg_monitor");
    server.postgres.execute("create role app login password 'app'");
    server.postgres.execute("create schema shop");
    server.postgres.execute(
        "create table shop.orders (id int primary key, customer int, note text)");
    server.postgres.execute("create table shop.customers (customer int primary key, name text)");
    server.postgres.execute(
        "insert into shop.orders select i, i / 3, 'note ' || i from generate_series(1, 3000) i");
    server.postgres.execute(
        "insert into shop.customers select i, 'name ' || i from generate_series(0, 1000) i");
    server.postgres.execute("analyze");
    server.grantTables("app");
    server.instance = server.open();
    return server;
  }

  private MonitoredInstance open() {
    return new PostgresSystem().open(config(), SOURCE);
  }

  private PostgresConfig config() {
    return (PostgresConfig)
        ConfigLoader.parse(
                AgentConfig.class,
                TestConfig.yaml(
                    "localhost:1",
                    postgres.host(),
                    postgres.port(),
                    "dbintel\n    password: monitor",
                    Path.of("unused"),
                    "{plans: {enabled: true, maxPerHour: 6000, maxTimePerHour: 30m, timeout:"
                        + " 300ms}}"))
            .instances()
            .get(0);
  }

  void grantTables(String role) {
    admin("grant usage on schema shop to " + role);
    admin("grant select, insert, update, delete on all tables in schema shop to " + role);
  }

  /** The SQL of the documentation, as it stands there. */
  void installHelper() throws IOException {
    String page =
        Files.readString(
            Path.of(
                System.getProperty("maven.multiModuleProjectDirectory", ".."), "docs/plans.md"));
    int start = page.indexOf("```sql\nCREATE ROLE dbintel_planner") + "```sql\n".length();
    admin(page.substring(start, page.indexOf("```", start)));
  }

  void admin(String sql) {
    postgres.execute(sql);
  }

  Connection superuser() throws SQLException {
    return postgres.connection("postgres");
  }

  Connection application() throws SQLException {
    return as("app", "app");
  }

  private Connection as(String user, String password) throws SQLException {
    // in the simple protocol a text is shown as it was sent
    return DriverManager.getConnection(
        postgres.jdbcUrl("postgres").split("\\?")[0] + "?preferQueryMode=simple&sslmode=disable",
        user,
        password);
  }

  void run(String... statements) throws SQLException {
    try (Connection connection = application()) {
      run(connection, statements);
    }
  }

  void run(Connection connection, String... statements) {
    for (String sql : statements) {
      try (Statement statement = connection.createStatement()) {
        statement.setEscapeProcessing(false);
        statement.execute(sql);
      } catch (SQLException refused) {
        // what fails is not among the statements either
      }
    }
  }

  String asAgent(String sql) throws SQLException {
    try (Connection connection = as("dbintel", "monitor")) {
      return single(connection, sql);
    }
  }

  /** Prepared statements that are left after a statement that fails. */
  int preparedStatements(String sql) throws SQLException {
    try (Connection connection = as("dbintel", "monitor")) {
      run(connection, sql);
      return Integer.parseInt(single(connection, "select count(*) from pg_prepared_statements"));
    }
  }

  String single(String sql) throws SQLException {
    try (Connection connection = superuser()) {
      return single(connection, sql);
    }
  }

  private static String single(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Of all rows of the application, and of what exists. */
  String checksum() throws SQLException {
    return single(
        "select md5(string_agg(line, ',')) from (select o::text as line from shop.orders o union"
            + " all select c::text from shop.customers c union all select relname::text from"
            + " pg_class where relnamespace in (select oid from pg_namespace where nspname in"
            + " ('shop', 'public')) order by 1) as all_lines");
  }

  int sessionsOfTheAgent() throws SQLException {
    return Integer.parseInt(
        single("select count(*) from pg_stat_activity where usename = 'dbintel'"));
  }

  Map<String, QueryPlan> byText(List<QueryPlan> plans) throws SQLException {
    Map<String, QueryPlan> byText = new HashMap<>();
    for (QueryPlan plan : plans) {
      byText.put(
          single("select min(query) from pg_stat_statements where queryid = " + plan.getQueryId()),
          plan);
    }
    return byText;
  }

  List<CheckFinding> check() {
    return new PostgresSystem().check(config());
  }

  /** A session of the kind that polls use. */
  void inPlanSession(PlanSource.Work work) throws PollFailure {
    try (PostgresConnections connections = PostgresConnections.open(config())) {
      new PostgresPlans(config(), connections).inSession(work);
    }
  }

  RecordingRun poll() throws PollFailure {
    return RecordingRun.of(instance, "plans");
  }

  /** A poll of an agent that remembers nothing. */
  RecordingRun newPoll() throws PollFailure {
    instance.close();
    instance = open();
    return poll();
  }

  @Override
  public void close() {
    instance.close();
    postgres.close();
  }
}
