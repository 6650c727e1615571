package io.dbintel.systemtests.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dbintel.embedded.EmbeddedMysql;
import io.dbintel.embedded.MysqlRelease;
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

  private static final int ROUNDS = 60;

  @TempDir private Path state;

  private EmbeddedMysql mysql;
  private DigestRig rig;
  private final Random random = new Random(20_261_127);
  private final Map<String, Sums> counted = new TreeMap<>();
  private Map<String, Sums> base = Map.of();

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void tellsWhatTheServerCounted(MysqlRelease release) throws Exception {
    assumeTrue(release.available(), release.missing());
    try (EmbeddedMysql server = EmbeddedMysql.builder(release).start();
        DigestRig started = new DigestRig(server, state, random)) {
      mysql = server;
      rig = started;
      mysql.execute("create database shop", "create database other");
      work(32);
      rig.poll();
      base = table();
      for (int round = 0; round < ROUNDS; round++) {
        work(32);
        if (random.nextInt(4) > 0) {
          rig.poll();
        }
        if (random.nextInt(6) == 0) {
          empty();
        }
      }
      rig.poll();
      count();
      Map<String, Sums> told = new TreeMap<>(rig.told());
      told.keySet().removeIf(statement -> !isOfTheWorkload(statement));
      assertThat(told).isEqualTo(counted);
      assertThat(told).hasSizeGreaterThan(40);
    }
  }

  /** Nothing is read before the table is emptied, so some of it is lost; nothing is invented. */
  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void neverTellsMoreThanWasExecuted(MysqlRelease release) throws Exception {
    assumeTrue(release.available(), release.missing());
    try (EmbeddedMysql server = EmbeddedMysql.builder(release).start();
        DigestRig started = new DigestRig(server, state, random)) {
      mysql = server;
      rig = started;
      mysql.execute("create database shop", "create database other");
      rig.poll();
      long executed = 0;
      long lost = 0;
      for (int round = 0; round < 2 * ROUNDS; round++) {
        long ran = work(32);
        executed += ran;
        boolean emptied = random.nextInt(8) == 0;
        if (emptied) {
          lost += ran;
          letASecondPass();
          truncate();
          executed += work(32);
        }
        rig.poll();
      }
      assertThat(workload(rig.told())).isEqualTo(executed - lost);
    }
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void losesNoExecutionWhenTheTableIsFull(MysqlRelease release) throws Exception {
    assumeTrue(release.available(), release.missing());
    try (EmbeddedMysql server =
            EmbeddedMysql.builder(release)
                .setting("performance-schema-digests-size", "40")
                .start();
        DigestRig started = new DigestRig(server, state, random)) {
      mysql = server;
      rig = started;
      mysql.execute("create database shop", "create database other");
      rig.poll();
      long executed = 0;
      for (int round = 0; round < ROUNDS; round++) {
        executed += work(200);
        rig.poll();
      }
      long named = workload(rig.told());
      long overflow = rig.told().get(DigestRig.OVERFLOW).calls();
      assertThat(named).isLessThan(executed);
      assertThat(named + overflow).isGreaterThanOrEqualTo(executed);
      assertThat(overflow).as("and what is not of the workload").isLessThanOrEqualTo(overflow());
    }
  }

  private static long workload(Map<String, Sums> told) {
    return told.entrySet().stream()
        .filter(entry -> isOfTheWorkload(entry.getKey()))
        .mapToLong(entry -> entry.getValue().calls())
        .sum();
  }

  private static boolean isOfTheWorkload(String statement) {
    return statement.startsWith("shop ") || statement.startsWith("other ");
  }

  /**
   * Some of so many statements, in two schemas.
   *
   * @return executions
   */
  private int work(int statements) throws SQLException {
    int executed = 0;
    for (String schema : List.of("shop", "other")) {
      try (Connection connection = mysql.connection();
          Statement statement = connection.createStatement()) {
        connection.setCatalog(schema);
        for (int i = random.nextInt(12); i > 0; i--) {
          int which = random.nextInt(statements);
          statement.execute("select " + random.nextInt(1_000) + " as statement_" + which);
          executed++;
        }
      }
    }
    return executed;
  }

  /** Everything is read before, because what runs between a read and the end of a table is lost. */
  private void empty() throws Exception {
    rig.poll();
    count();
    base = Map.of();
    letASecondPass();
    switch (random.nextInt(3)) {
      case 0 -> truncate();
      case 1 -> mysql.restartCleanly();
      default -> mysql.crash();
    }
  }

  /** MariaDB tells whole seconds: that a table was emptied twice in one second, nobody can see. */
  private void letASecondPass() {
    if (mysql.release().isMariadb()) {
      mysql.execute("select sleep(1.01)");
    }
  }

  private void truncate() {
    mysql.execute("truncate table performance_schema.events_statements_summary_by_digest");
  }

  /** Adds what the server has counted since the table was last looked at. */
  private void count() throws SQLException {
    Map<String, Sums> now = table();
    now.forEach(
        (statement, sums) -> {
          Sums grown = sums.minus(base.getOrDefault(statement, Sums.NONE));
          if (grown.calls() > 0) {
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

  private long overflow() throws SQLException {
    try (Connection connection = mysql.connection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count_star from"
                    + " performance_schema.events_statements_summary_by_digest"
                    + " where digest is null")) {
      row.next();
      return row.getLong(1);
    }
  }
}
