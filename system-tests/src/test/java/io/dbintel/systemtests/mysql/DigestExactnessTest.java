package io.dbintel.systemtests.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dbintel.collector.config.AgentConfig;
import io.dbintel.collector.system.Collector;
import io.dbintel.collector.system.DatabaseSystems;
import io.dbintel.collector.system.InstanceConfig;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.embedded.EmbeddedMysql;
import io.dbintel.embedded.MysqlRelease;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.ResultEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A workload on a real server, polled by two agents in turn and processed by the product's
 * topology: what is told of every statement is what the server counted, whatever empties the digest
 * table in between.
 */
class DigestExactnessTest {

  private static final String INSTANCE = "acme/orders";
  private static final String COUNTER = "mysql.events_statements_summary_by_digest.";
  private static final DatabaseSystems SYSTEMS = DatabaseSystems.load();
  private static final int ROUNDS = 60;

  /** Executions, rows and nanoseconds of a statement in a schema. */
  private record Sums(long calls, long rows, long nanos) {

    static final Sums NONE = new Sums(0, 0, 0);

    Sums plus(Sums other) {
      return new Sums(calls + other.calls, rows + other.rows, nanos + other.nanos);
    }

    Sums minus(Sums other) {
      return new Sums(calls - other.calls, rows - other.rows, nanos - other.nanos);
    }
  }

  @TempDir private Path state;

  private EmbeddedMysql mysql;
  private ProcessedLog log;
  private MonitoredInstance[] agents;
  private final Random random = new Random(20_261_127);
  private final Map<String, Sums> counted = new TreeMap<>();
  private final Map<String, Sums> told = new TreeMap<>();
  private Map<String, Sums> base = Map.of();

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void tellsWhatTheServerCounted(MysqlRelease release) throws Exception {
    assumeTrue(release.available(), release.missing());
    mysql = EmbeddedMysql.builder(release).start();
    log = new ProcessedLog(state);
    try {
      mysql.execute("create database shop", "create database other");
      work();
      agents = new MonitoredInstance[] {agent("one"), agent("two")};
      poll(0);
      base = table();
      for (int round = 0; round < ROUNDS; round++) {
        work();
        if (random.nextInt(4) > 0) {
          poll(random.nextInt(agents.length));
        }
        if (random.nextInt(6) == 0) {
          empty();
        }
      }
      poll(0);
      count();
      assertThat(told).isEqualTo(counted);
      assertThat(told).hasSizeGreaterThan(40);
    } finally {
      log.close();
      for (MonitoredInstance agent : agents == null ? new MonitoredInstance[0] : agents) {
        agent.close();
      }
      mysql.close();
    }
  }

  private MonitoredInstance agent(String incarnation) {
    String system = mysql.release().isMariadb() ? "mariadb" : "mysql";
    InstanceConfig config =
        ConfigLoader.parse(
                AgentConfig.class,
                """
                kafka: {bootstrapServers: "x:1"}
                instances:
                  - {id: %s, system: %s, host: 127.0.0.1, port: %d, user: root}
                """
                    .formatted(INSTANCE, system, mysql.port()))
            .instances()
            .get(0);
    return SYSTEMS.open(
        config, new RecordSource(INSTANCE, system, incarnation, config.host(), config.port()));
  }

  /** Some of 32 statements, each a few times, in two schemas. */
  private void work() throws SQLException {
    for (String schema : List.of("shop", "other")) {
      try (Connection connection = mysql.connection(schema);
          Statement statement = connection.createStatement()) {
        for (int i = random.nextInt(12); i > 0; i--) {
          int which = random.nextInt(32);
          statement.execute("select " + random.nextInt(1_000) + " as statement_" + which);
        }
      }
    }
  }

  /** Everything is read before, because what runs between a read and the end of a table is lost. */
  private void empty() throws Exception {
    poll(random.nextInt(agents.length));
    count();
    base = Map.of();
    switch (random.nextInt(3)) {
      case 0 -> truncate();
      case 1 -> mysql.restartCleanly();
      default -> mysql.crash();
    }
  }

  private void truncate() {
    if (mysql.release().isMariadb()) {
      // it tells whole seconds, so that two ends in one second cannot be told apart
      mysql.execute("select sleep(1.01)");
    }
    mysql.execute("truncate table performance_schema.events_statements_summary_by_digest");
  }

  /** Adds what the server has counted since the table was last looked at. */
  private void count() throws SQLException {
    Map<String, Sums> now = table();
    now.forEach(
        (statement, sums) -> {
          Sums grown = sums.minus(base.getOrDefault(statement, Sums.NONE));
          if (grown.calls > 0) {
            counted.merge(statement, grown, Sums::plus);
          }
        });
    base = now;
  }

  private Map<String, Sums> table() throws SQLException {
    Map<String, Sums> rows = new TreeMap<>();
    try (Connection connection = mysql.connection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select concat(schema_name, ' ', digest), count_star,"
                    + " sum_rows_sent + sum_rows_affected, round(sum_timer_wait / 1000)"
                    + " from performance_schema.events_statements_summary_by_digest"
                    + " where schema_name in ('shop', 'other')")) {
      while (row.next()) {
        rows.put(row.getString(1), new Sums(row.getLong(2), row.getLong(3), row.getLong(4)));
      }
    }
    return rows;
  }

  private void poll(int agent) throws PollFailure {
    Collector collector = agents[agent].collectors().get(0);
    RecordedPoll poll = new RecordedPoll(random.nextInt(10));
    try {
      collector.collect(poll);
    } catch (PollFailure brokenByARestart) {
      poll = new RecordedPoll(0);
      collector.collect(poll);
    }
    long clock = poll.clock();
    poll.records().forEach(record -> log.send(INSTANCE, record, clock));
    poll.arrived();
    log.events("db.server.top_query").forEach(this::add);
  }

  private void add(ResultEvent event) {
    Map<String, Object> row = event.getAttributes();
    Object schema = row.get("db.namespace");
    if (!"shop".equals(schema) && !"other".equals(schema)) {
      return;
    }
    told.merge(
        schema + " " + row.get(COUNTER + "digest"),
        new Sums(
            number(row, COUNTER + "count_star"),
            number(row, COUNTER + "sum_rows_sent") + number(row, COUNTER + "sum_rows_affected"),
            number(row, "dbintel.sum_timer_wait_ns")),
        Sums::plus);
  }

  private static long number(Map<String, Object> row, String attribute) {
    assertThat(row).containsKey(attribute);
    return (Long) row.get(attribute);
  }
}
