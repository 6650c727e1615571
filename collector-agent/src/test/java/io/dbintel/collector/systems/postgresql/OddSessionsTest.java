package io.dbintel.collector.systems.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dbintel.collector.RecordingRun;
import io.dbintel.collector.config.AgentConfig;
import io.dbintel.collector.system.CheckFinding;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.embedded.PgBouncer;
import io.dbintel.embedded.Pgpool;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.QueryText;
import io.dbintel.schemas.avro.QueryTexts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Roles, databases, names and ways to connect that are not as we would have them. */
class OddSessionsTest {

  private static final RecordSource SOURCE =
      new RecordSource("acme/orders", "postgresql", "test", "localhost", 5432);

  private static Path sockets;
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws Exception {
    sockets = Files.createTempDirectory("dbi");
    Files.setPosixFilePermissions(
        sockets, java.nio.file.attribute.PosixFilePermissions.fromString("rwxrwxrwx"));
    postgres =
        EmbeddedPostgres.builder()
            .setting("unix_socket_directories", sockets.toString())
            .setting("listen_addresses", "127.0.0.1,::1")
            .start();
    postgres.execute("create role dbintel login password 'monitor' in role pg_monitor");
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
    Files.deleteIfExists(sockets);
  }

  private static PostgresConfig config(String host, int port, String more) {
    return (PostgresConfig)
        ConfigLoader.parse(
                AgentConfig.class,
                """
                kafka: {bootstrapServers: "localhost:1"}
                instances:
                  - id: acme/orders
                    system: postgresql
                    host: "%s"
                    port: %d
                    %s
                """
                    .formatted(host, port, more.strip().replace("\n", "\n    ")))
            .instances()
            .get(0);
  }

  private static PostgresConfig config(String user) {
    return config(postgres.host(), postgres.port(), "user: \"" + user + "\"\npassword: monitor");
  }

  private static void everythingArrives(PostgresConfig config) throws PollFailure {
    assertThat(new PostgresSystem().check(config)).noneMatch(CheckFinding::missing);
    try (MonitoredInstance instance = new PostgresSystem().open(config, SOURCE)) {
      for (int poll = 0; poll < 5; poll++) {
        RecordingRun statements = RecordingRun.of(instance, "query_stats");
        statements.acknowledge();
        assertThat(statements.remark()).isNull();
        assertThat(statements.rows()).isNotEmpty();
        RecordingRun.of(instance, "sessions");
        RecordingRun.of(instance, "metrics");
      }
    }
  }

  @Test
  void aRoleWithEverySettingTurnedAgainstUsIsReadAllTheSame() throws Exception {
    postgres.execute("create role hostile login password 'monitor' in role pg_monitor");
    postgres.execute("create role other");
    postgres.execute("grant other to hostile");
    for (String setting :
        List.of(
            "search_path = public, pg_catalog",
            "role = other",
            "default_transaction_isolation = serializable",
            "default_transaction_read_only = off",
            "default_transaction_deferrable = on",
            "statement_timeout = 1",
            "lock_timeout = 1",
            "idle_in_transaction_session_timeout = 1",
            "idle_session_timeout = 1",
            "transaction_timeout = 1",
            "extra_float_digits = -15",
            "datestyle = 'German, DMY'",
            "intervalstyle = sql_standard",
            "timezone = 'Asia/Kathmandu'",
            "bytea_output = escape",
            "standard_conforming_strings = off",
            "quote_all_identifiers = on",
            "transform_null_equals = on",
            "client_min_messages = debug5",
            "client_encoding = latin1",
            "session_replication_role = replica",
            "lc_messages = 'C'",
            "exit_on_error = on",
            "stats_fetch_consistency = snapshot",
            "enable_hashjoin = off",
            "debug_parallel_query = on",
            "jit = on",
            "jit_above_cost = 0",
            "application_name = 'psql'")) {
      postgres.execute("alter role hostile set " + setting);
    }
    PostgresConfig config = config("hostile");
    for (int i = 0; i < 40; i++) {
      new SessionOpener(config, "postgres").open().close();
    }
    everythingArrives(config);
    try (PostgresConnections connections = PostgresConnections.open(config)) {
      List<String> seen =
          connections
              .jdbc()
              .inTransaction(
                  connection ->
                      SessionSettings.row(
                          connection,
                          "select current_setting('search_path'), current_user,"
                              + " current_setting('transaction_isolation'),"
                              + " current_setting('transaction_read_only'),"
                              + " current_setting('statement_timeout'),"
                              + " current_setting('extra_float_digits'),"
                              + " current_setting('jit'), current_setting('application_name'),"
                              + " (0.1::float8 + 0.2::float8)::text, now()::text"));
      assertThat(seen)
          .startsWith(
              "pg_catalog, pg_temp",
              "hostile",
              "read committed",
              "on",
              "10s",
              "1",
              "off",
              "dbintel-agent",
              "0.30000000000000004")
          .last()
          .asString()
          .startsWith("20")
          .endsWith("+00");
    }
  }

  @Test
  void aStandbyWhoseTransactionsAreSerializableIsRead() throws Exception {
    try (EmbeddedPostgres standby =
        EmbeddedPostgres.builder()
            .setting("default_transaction_isolation", "serializable")
            .standbyOf(postgres)
            .start()) {
      everythingArrives(config(standby.host(), standby.port(), "user: dbintel\npassword: monitor"));
    }
  }

  @Test
  void aSessionThatIsNotAsWantedIsRefusedByTheNameOfTheSetting() throws Exception {
    SessionSettings settings = new SessionSettings(config("dbintel").connection());
    try (Connection plain = postgres.connection("postgres")) {
      assertThatThrownBy(() -> settings.verify(plain, 18))
          .cause()
          .isInstanceOf(PollFailure.class)
          .hasMessageContaining("setting search_path of the agent's session is \"$user\", public");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "transaction"})
  void pgBouncerIsToldAndWorks(String mode) throws Exception {
    assumeTrue(PgBouncer.installed(), "PgBouncer is not installed");
    try (PgBouncer pooler =
        PgBouncer.start(postgres, mode, Map.of("dbintel", "monitor"), Map.of())) {
      PostgresConfig config =
          config(pooler.host(), pooler.port(), "user: dbintel\npassword: monitor");
      assertThat(new PostgresSystem().check(config))
          .anyMatch(finding -> !finding.missing() && finding.what().startsWith("PgBouncer"));
      everythingArrives(config);
      nothingStaysWithTheNextBorrower(config);
    }
  }

  private static void nothingStaysWithTheNextBorrower(PostgresConfig config) throws Exception {
    try (Connection application =
            java.sql.DriverManager.getConnection(
                "jdbc:postgresql://"
                    + config.host()
                    + ":"
                    + config.port()
                    + "/postgres?prepareThreshold=0",
                "dbintel",
                "monitor");
        Statement statement = application.createStatement();
        var row =
            statement.executeQuery(
                "select current_setting('search_path'), current_setting('statement_timeout'),"
                    + " current_setting('default_transaction_read_only'),"
                    + " (select count(*) from pg_stat_activity where state like 'idle in"
                    + " transaction%')")) {
      row.next();
      assertThat(row.getString(1)).isEqualTo("\"$user\", public");
      assertThat(row.getString(2)).isEqualTo("0");
      assertThat(row.getString(3)).isEqualTo("off");
      assertThat(row.getInt(4)).isZero();
    }
  }

  @Test
  void pgBouncerThatPoolsStatementsIsNamed() {
    assumeTrue(PgBouncer.installed(), "PgBouncer is not installed");
    try (PgBouncer pooler =
        PgBouncer.start(postgres, "statement", Map.of("dbintel", "monitor"), Map.of())) {
      PostgresConfig config =
          config(pooler.host(), pooler.port(), "user: dbintel\npassword: monitor");
      assertThat(new PostgresSystem().check(config))
          .anyMatch(
              finding ->
                  finding.missing()
                      && finding.what().contains("PgBouncer")
                      && finding.fix().contains("pool_mode"));
    }
  }

  @Test
  void pgpoolIsToldAndWorksBeforeOneServerButNotBeforeTwo() throws Exception {
    assumeTrue(Pgpool.installed(), "Pgpool-II is not installed");
    try (Pgpool pooler = Pgpool.start(List.of(postgres))) {
      PostgresConfig config = config(pooler.host(), pooler.port(), "user: postgres");
      assertThat(new PostgresSystem().check(config))
          .anyMatch(finding -> !finding.missing() && finding.what().startsWith("Pgpool-II"));
      everythingArrives(config);
    }
    try (EmbeddedPostgres standby = EmbeddedPostgres.builder().standbyOf(postgres).start();
        Pgpool pooler = Pgpool.start(List.of(postgres, standby))) {
      PostgresConfig config = config(pooler.host(), pooler.port(), "user: postgres");
      assertThat(new PostgresSystem().check(config))
          .anyMatch(finding -> finding.missing() && finding.what().contains("over 2 servers"));
      try (MonitoredInstance instance = new PostgresSystem().open(config, SOURCE)) {
        assertThatThrownBy(() -> RecordingRun.of(instance, "query_stats"))
            .hasMessageContaining("load_balance_mode = off");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a?b=c", "100%", "x#y/z", "it's \"quoted\" ", "größe 漢字 $1", "a&b+c;d"})
  void databasesAndRolesMayBeCalledAnything(String name) throws Exception {
    String quoted = PostgresFailure.quoted(name);
    postgres.execute("create database " + quoted);
    postgres.execute("create role " + quoted + " login password 'monitor' in role pg_monitor");
    String yaml = name.replace("\\", "\\\\").replace("\"", "\\\"");
    PostgresConfig config =
        config(
            postgres.host(),
            postgres.port(),
            "user: \"%s\"\npassword: monitor\ndatabase: \"%s\"".formatted(yaml, yaml));
    assertThat(new PostgresSystem().check(config))
        .filteredOn(CheckFinding::missing)
        .singleElement()
        .matches(finding -> finding.fix().contains("CREATE EXTENSION"));
    try (PostgresConnections connections = PostgresConnections.open(config);
        Connection superuser =
            java.sql.DriverManager.getConnection(
                new DriverSettings(config, name).url(), "postgres", "");
        Statement statement = superuser.createStatement()) {
      String schema = PostgresFailure.quoted("s" + name);
      statement.execute("create schema " + schema);
      statement.execute("create extension pg_stat_statements schema " + schema);
      statement.execute("grant usage on schema " + schema + " to " + quoted);
      statement.execute("create table " + schema + "." + quoted + " (id int)");
      List<String> connected =
          connections
              .jdbc()
              .inTransaction(c -> SessionSettings.row(c, "select current_database()"));
      assertThat(connected).containsExactly(name);
    }
    everythingArrives(config);
  }

  @Test
  void unixSocketsWork() throws Exception {
    everythingArrives(
        config(sockets.toString(), postgres.port(), "user: dbintel\npassword: monitor"));
    PostgresConfig wrong = config(sockets.toString(), 1, "user: dbintel\npassword: monitor");
    assertThat(new PostgresSystem().check(wrong))
        .singleElement()
        .matches(finding -> finding.what().endsWith(sockets + "/.s.PGSQL.1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"::1", "[::1]"})
  void addressesOfIpv6Work(String host) throws Exception {
    everythingArrives(config(host, postgres.port(), "user: dbintel\npassword: monitor"));
  }

  @Test
  void aTimeZoneThatTheServerDoesNotKnowIsLeft() throws Exception {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("IST"));
      everythingArrives(config("dbintel"));
      assertThat(TimeZone.getDefault().getID()).isEqualTo("UTC");
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ends in a blank ", "pé漢", " \"'%${$$"})
  void passwordsMayBeAnything(String password) throws Exception {
    postgres.execute("drop role if exists secretive");
    postgres.execute(
        "create role secretive login in role pg_monitor password '"
            + password.replace("'", "''")
            + "'");
    Path file = Files.writeString(sockets.resolve("password"), password + "\n");
    try {
      everythingArrives(
          config(
              postgres.host(), postgres.port(), "user: secretive\npassword: ${file:" + file + "}"));
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void oneStatementOfAnotherEncodingTakesNoOtherTextAway() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      server.execute("create role dbintel login password 'monitor' in role pg_monitor");
      server.execute(
          "create database unchecked encoding 'SQL_ASCII' template template0 locale 'C'");
      invalidBytes(server, "select count(*) as \"gr\u00fc\u00df\" from pg_class");
      PostgresConfig config =
          config(server.host(), server.port(), "user: dbintel\npassword: monitor");
      assertThat(new PostgresSystem().check(config))
          .anyMatch(finding -> finding.what().contains("SQL_ASCII (unchecked)"));
      try (MonitoredInstance instance = new PostgresSystem().open(config, SOURCE);
          Connection running = server.connection("postgres");
          Statement statement = running.createStatement()) {
        statement.execute("select 4711 as from_a_session");
        RecordingRun first = RecordingRun.of(instance, "query_stats");
        assertThat(first.rows()).isNotEmpty();
        assertThat(texts(first)).anyMatch(text -> text.contains("from_a_session"));
        assertThat(first.remark())
            .contains("unchecked")
            .contains("CREATE EXTENSION pg_stat_statements");
        RecordingRun.of(instance, "sessions");
        assertThat(readsOfTheTextFile(server)).isEqualTo(1);
        RecordingRun.of(instance, "query_stats");
        assertThat(readsOfTheTextFile(server)).as("not again with every poll").isEqualTo(1);
      }
      execute(server, "unchecked", "create extension pg_stat_statements");
      try (MonitoredInstance instance = new PostgresSystem().open(config, SOURCE)) {
        RecordingRun healed = RecordingRun.of(instance, "query_stats");
        assertThat(healed.remark()).isNull();
        assertThat(texts(healed))
            .anyMatch(text -> text.contains("gr\uFFFD"))
            .anyMatch(text -> text.contains("create role dbintel") || text.contains("CREATE"));
      }
    }
  }

  private static long readsOfTheTextFile(EmbeddedPostgres server) {
    return server
        .serverLog()
        .lines()
        .filter(line -> line.contains("invalid byte sequence"))
        .count();
  }

  private static List<String> texts(RecordingRun run) {
    return run.values(QueryTexts.class).stream()
        .flatMap(texts -> texts.getTexts().stream())
        .map(QueryText::getText)
        .toList();
  }

  /** As a client in Latin-1 would send it: the driver's bytes are UTF-8, the server's are any. */
  private static void invalidBytes(EmbeddedPostgres server, String sql) throws Exception {
    StringBuilder bytes = new StringBuilder();
    for (byte b : sql.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)) {
      bytes.append("\\%03o".formatted(b & 0xff));
    }
    execute(
        server,
        "unchecked",
        "do $do$ begin execute convert_from('" + bytes + "'::bytea, 'SQL_ASCII'); end $do$");
  }

  private static void execute(EmbeddedPostgres server, String database, String sql)
      throws Exception {
    try (Connection connection = server.connection(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
