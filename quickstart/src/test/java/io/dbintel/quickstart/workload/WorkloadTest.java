package io.dbintel.quickstart.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadTest {

  @Test
  void isWorthLookingAt() throws SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        Workload workload = Workload.prepare(postgres)) {
      workload.start();

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                assertThat(
                        column(
                            postgres,
                            "SELECT query FROM pg_stat_statements JOIN pg_database d"
                                + " ON d.oid = dbid WHERE datname = 'shop' AND calls > 0"))
                    .anyMatch(query -> query.startsWith("SELECT p.category"))
                    .anyMatch(query -> query.startsWith("SELECT id, region"))
                    .anyMatch(query -> query.contains("ILIKE"))
                    .anyMatch(query -> query.startsWith("INSERT INTO order_items"));
                assertThat(
                        column(
                            postgres, "SELECT state FROM pg_stat_activity WHERE state <> 'idle'"))
                    .contains("idle in transaction");
              });
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  !column(
                          postgres,
                          "SELECT pid FROM pg_stat_activity"
                              + " WHERE cardinality(pg_blocking_pids(pid)) > 0")
                      .isEmpty());
      assertThat(workload.runs()).isPositive();

      workload.close();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  column(postgres, "SELECT pid FROM pg_stat_activity WHERE datname = 'shop'")
                      .isEmpty());
    }
  }

  private static List<String> column(EmbeddedPostgres postgres, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = postgres.connection("postgres");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
