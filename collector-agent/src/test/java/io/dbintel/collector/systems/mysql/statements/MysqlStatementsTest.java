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
import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.schemas.catalogue.StatementCounter;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What polls of the digest table carry, against real servers. */
class MysqlStatementsTest {

  private static final String TABLE = "performance_schema.events_statements_summary_by_digest";
  private static final TestServers SERVERS = new TestServers();

  @AfterAll
  static void stopServers() {
    SERVERS.close();
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void carriesEveryCounterAsTheServerHasIt(MysqlRelease release) throws Exception {
    EmbeddedMysql mysql = SERVERS.of(release);
    work(mysql);
    try (MonitoredInstance instance = TestServers.open(mysql)) {
      RecordingRun full = poll(instance);
      StatementPollChunk chunk = full.values(StatementPollChunk.class).get(0);
      assertThat(chunk.getSystem()).isEqualTo(TestServers.system(mysql));
      assertThat(chunk.getFull()).isTrue();
      Map<String, List<Long>> sent = new HashMap<>();
      full.values(StatementPollChunk.class).forEach(part -> collect(part, sent));
      StatementCatalogue catalogue =
          SystemCatalogue.of(chunk.getSystem()).statements().orElseThrow();
      List<StatementCounter> counters =
          chunk.getCounters().stream().map(catalogue::byNumber).toList();
      assertThat(counters).as("every counter of the catalogue").isEqualTo(catalogue.counters());
      int compared = 0;
      try (Connection connection = mysql.connection();
          Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "select * from "
                      + TABLE
                      + " where schema_name in ('shop', 'other') order by digest")) {
        while (row.next()) {
          List<Long> values = sent.get(row.getString("schema_name") + row.getString("digest"));
          assertThat(values).as(row.getString("digest_text")).isNotNull();
          for (int i = 0; i < values.size(); i++) {
            BigInteger truth = new BigInteger(row.getString(counters.get(i).name()));
            BigInteger expected =
                counters.get(i).isTime()
                    ? truth.add(BigInteger.valueOf(500)).divide(BigInteger.valueOf(1_000))
                    : truth;
            assertThat(values.get(i)).as(counters.get(i).name()).isEqualTo(expected.longValue());
          }
          compared++;
        }
      }
      assertThat(compared).isGreaterThanOrEqualTo(8);
    }
  }

  private static void collect(StatementPollChunk chunk, Map<String, List<Long>> sent) {
    for (StatementRow row : chunk.getRows()) {
      String schema = row.getDatabase() < 0 ? "" : chunk.getDatabases().get(row.getDatabase());
      sent.put(schema + row.getQueryId(), row.getValues());
    }
  }

  /** A known workload in two schemas, with what the special counters count. */
  private static void work(EmbeddedMysql mysql) throws SQLException {
    mysql.execute("create database if not exists shop", "create database if not exists other");
    for (String schema : List.of("shop", "other")) {
      try (Connection connection = mysql.connection(schema);
          Statement statement = connection.createStatement()) {
        statement.execute("drop table if exists orders");
        statement.execute("create table orders (id int primary key, item varchar(20), n int)");
        for (int i = 0; i < 20; i++) {
          statement.execute("insert into orders values (" + i + ", 'secret-" + i + "', 7)");
        }
        statement.execute("select count(*) from orders where item = 'secret-4711'");
        statement.execute("select item, sum(n) from orders group by item order by 2, 1");
        statement.execute("select a.id from orders a join orders b on a.n = b.n");
        statement.execute("update orders set n = n + 1 where id < 5");
        try {
          statement.execute("insert into orders values (1, 'again', 1)");
        } catch (SQLException duplicate) {
          assertThat(duplicate.getErrorCode()).isEqualTo(1062);
        }
      }
    }
  }

  private static RecordingRun poll(MonitoredInstance instance) throws PollFailure {
    return RecordingRun.of(instance, "query_stats");
  }
}
