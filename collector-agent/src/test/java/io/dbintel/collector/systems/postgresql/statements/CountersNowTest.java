package io.dbintel.collector.systems.postgresql.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.collector.TestConfig;
import io.dbintel.collector.system.CounterReader;
import io.dbintel.collector.system.CounterReading;
import io.dbintel.collector.system.DatabaseSystems;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a reading beside the agent says is what the server has. */
class CountersNowTest {

  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void startServer() {
    postgres = EmbeddedPostgres.builder().start();
    postgres.execute("create role dbintel login password 'monitor' in role pg_monitor");
    // nothing of the reading itself is counted, so that two readings can be alike
    postgres.execute("alter role dbintel set pg_stat_statements.track = 'none'");
    postgres.execute("create table t as select generate_series(1, 100) as n");
  }

  @AfterAll
  static void stopServer() {
    postgres.close();
  }

  private static CounterReader open(String password) {
    return DatabaseSystems.load()
        .counters(TestConfig.instance(postgres, "dbintel", password))
        .orElseThrow();
  }

  private static long sum(CounterReading reading, ToLongFunction<CounterReading.Row> what) {
    return reading.rows().values().stream().mapToLong(what).sum();
  }

  @Test
  void sumsAreThoseOfTheServer() throws Exception {
    try (CounterReader counters = open("monitor")) {
      CounterReading before = counters.read();
      assertThat(before.end()).isGreaterThanOrEqualTo(before.begin());
      assertThat(before.evictions()).isZero();
      assertThat(before.rows().values()).noneMatch(CounterReading.Row::own);
      for (int i = 0; i < 3; i++) {
        postgres.execute("select n from t");
      }
      CounterReading after = counters.read();
      assertThat(after.epoch()).isEqualTo(before.epoch());
      assertThat(sum(after, CounterReading.Row::rows) - sum(before, CounterReading.Row::rows))
          .isEqualTo(300);
      assertThat(counters.read().rows()).as("nothing ran meanwhile").isEqualTo(after.rows());
      // to connect is counted too
      try (Connection connection = postgres.connection("postgres")) {
        CounterReading last = counters.read();
        long[] server = server(connection);
        assertThat(sum(last, CounterReading.Row::calls)).isEqualTo(server[0]);
        assertThat(sum(last, CounterReading.Row::rows)).isEqualTo(server[1]);
        assertThat(sum(last, CounterReading.Row::timeNs)).isEqualTo(server[2]);
      }
    }
  }

  private static long[] server(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select sum(calls), sum(rows), sum(round((total_exec_time * 1e6)::numeric))"
                    + " from pg_stat_statements")) {
      row.next();
      return new long[] {row.getLong(1), row.getLong(2), row.getBigDecimal(3).longValueExact()};
    }
  }

  @Test
  void aWrongPasswordIsToldAsToTheAgent() {
    try (CounterReader counters = open("wrong")) {
      assertThatThrownBy(counters::read)
          .isInstanceOf(PollFailure.class)
          .hasMessageContaining("password");
    }
  }
}
