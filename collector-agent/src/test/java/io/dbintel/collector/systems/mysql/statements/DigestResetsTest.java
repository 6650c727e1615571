package io.dbintel.collector.systems.mysql.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.collector.RecordingRun;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.systems.mysql.TestServers;
import io.dbintel.embedded.EmbeddedMysql;
import io.dbintel.embedded.MysqlRelease;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.StatementRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a poll tells that the table was emptied, and that it was not. */
class DigestResetsTest {

  private static final String TABLE = "performance_schema.events_statements_summary_by_digest";
  private static final TestServers SERVERS = new TestServers();

  @AfterAll
  static void stopServers() {
    SERVERS.close();
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void theTableSaysTheSameUntilItIsEmptied(MysqlRelease release) throws Exception {
    EmbeddedMysql mysql = SERVERS.of(release);
    try (MonitoredInstance one = TestServers.open(mysql);
        MonitoredInstance other = TestServers.open(mysql)) {
      mysql.execute("truncate table " + TABLE);
      long since = since(poll(one));
      for (int i = 1; i < 40; i++) {
        mysql.execute("select 1 as later_" + i);
      }
      mysql.execute("flush status", "flush tables");
      assertThat(since(poll(one))).isEqualTo(since);
      assertThat(since(poll(other))).as("another agent").isEqualTo(since);
      long oldest = micros(mysql, "min(first_seen)");
      assertThat(since).isEqualTo(release.isMariadb() ? oldest + 999_999 : oldest);
    }
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void isLaterThanTheReadBeforeTheTableWasEmptied(MysqlRelease release) throws Exception {
    EmbeddedMysql mysql = SERVERS.of(release);
    try (MonitoredInstance instance = TestServers.open(mysql)) {
      // MariaDB tells whole seconds, so that it cannot tell two resets in one second apart
      int rounds = release.isMariadb() ? 3 : 20;
      for (int round = 0; round < rounds; round++) {
        RecordingRun before = poll(instance);
        before.acknowledge();
        if (release.isMariadb()) {
          mysql.execute("select sleep(1.01)");
        }
        mysql.execute("truncate table " + TABLE, "select 'after', 'it', 'was', 'emptied'");
        RecordingRun after = poll(instance);
        after.acknowledge();
        assertThat(since(after)).isGreaterThan(chunk(before).getReadStart());
        assertThat(chunk(after).getFull()).isTrue();
        assertThat(after.rows()).anyMatch(row -> row.getValues().get(0) == 1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void aRestartAndAKillEmptyTheTable(MysqlRelease release) throws Exception {
    EmbeddedMysql mysql = SERVERS.of(release);
    try (MonitoredInstance instance = TestServers.open(mysql)) {
      RecordingRun first = poll(instance);
      mysql.restartCleanly();
      RecordingRun restarted = pollTwiceIfTheConnectionBroke(instance);
      assertThat(since(restarted)).isGreaterThan(chunk(first).getReadStart());
      mysql.crash();
      RecordingRun killed = pollTwiceIfTheConnectionBroke(instance);
      assertThat(since(killed)).isGreaterThan(chunk(restarted).getReadStart());
      assertThat(chunk(killed).getEpoch().getServerId())
          .isEqualTo(chunk(first).getEpoch().getServerId());
      assertThat(chunk(killed).getEpoch().getServerStart())
          .isBetween(chunk(restarted).getReadStart() - 2_000_000, chunk(killed).getReadStart());
    }
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void everyRowSaysWhenItsCountersBegan(MysqlRelease release) throws Exception {
    EmbeddedMysql mysql = SERVERS.of(release);
    try (MonitoredInstance instance = TestServers.open(mysql)) {
      mysql.execute("select 'origin' = 'x'");
      RecordingRun run = poll(instance);
      Set<Long> origins = new HashSet<>();
      run.rows().stream().map(StatementRow::getOrigin).forEach(origins::add);
      assertThat(origins)
          .doesNotContainNull()
          .contains(micros(mysql, "max(first_seen)", "SELECT ? = ?"));
    }
  }

  private static long micros(EmbeddedMysql mysql, String column) throws SQLException {
    return micros(mysql, column, "");
  }

  private static long micros(EmbeddedMysql mysql, String column, String text) throws SQLException {
    String condition = text.isEmpty() ? "" : " where digest_text like '" + text + "%'";
    try (Connection connection = mysql.connection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select cast(unix_timestamp("
                    + column
                    + ") * 1000000 as signed) from "
                    + TABLE
                    + condition)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static StatementPollChunk chunk(RecordingRun run) {
    List<StatementPollChunk> chunks = run.values(StatementPollChunk.class);
    return chunks.get(0);
  }

  private static long since(RecordingRun run) {
    return chunk(run).getEpoch().getCountersSince();
  }

  private static RecordingRun poll(MonitoredInstance instance) throws PollFailure {
    return RecordingRun.of(instance, "query_stats");
  }

  private static RecordingRun pollTwiceIfTheConnectionBroke(MonitoredInstance instance)
      throws PollFailure {
    try {
      return poll(instance);
    } catch (PollFailure broken) {
      return poll(instance);
    }
  }
}
