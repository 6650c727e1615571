package io.dbintel.systemtests.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.redaction.sql.SqlDialect;
import io.dbintel.redaction.sql.SqlNormalizer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL replaces constants where its parser says they are, this project where its scanner
 * does: with {@code $n} written as {@code ?}, both must give the same texts.
 */
class PgStatStatementsDifferentialTest {

  private static final int BATCH = 2_000;
  private static final SqlNormalizer NORMALIZER = SqlNormalizer.of(SqlDialect.POSTGRESQL);

  @Test
  void masksWhatPostgresqlMasks() throws SQLException {
    compare(10_000);
  }

  @Test
  @Tag("campaign")
  void masksWhatPostgresqlMasksInTwoHundredThousandStatements() throws SQLException {
    compare(200_000);
  }

  private static void compare(int statements) throws SQLException {
    ValidStatements source = new ValidStatements(statements);
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.builder().setting("pg_stat_statements.max", "10000").start();
        Connection connection = postgres.connection("postgres");
        Statement sql = connection.createStatement()) {
      sql.setEscapeProcessing(false);
      sql.execute("CREATE TABLE t (a int, b text, c date, d numeric, e jsonb)");
      for (int done = 0; done < statements; done += BATCH) {
        sql.execute("SELECT pg_stat_statements_reset()");
        Set<String> ours = new HashSet<>();
        for (int i = 0; i < BATCH; i++) {
          String statement = source.next();
          ours.add(comparable(NORMALIZER.normalize(statement).text()));
          sql.execute(statement.replace("e ?", "e ??"));
        }
        assertThat(ours).containsAll(postgresqls(sql));
      }
    }
  }

  private static Set<String> postgresqls(Statement sql) throws SQLException {
    Set<String> texts = new HashSet<>();
    try (ResultSet rows =
        sql.executeQuery(
            "SELECT query FROM pg_stat_statements WHERE query ~* '^(select|with|update)'"
                + " AND query !~ 'pg_stat_statements'")) {
      while (rows.next()) {
        texts.add(comparable(NORMALIZER.normalize(rows.getString(1)).text()));
      }
    }
    return texts;
  }

  /**
   * {@code $n} as {@code ?}; lists folded, for which PostgreSQL 18 writes {@code $1 /*, ...
   * *&#47;}.
   */
  private static String comparable(String normalized) {
    return normalized
        .replaceAll("\\$\\d+", "?")
        .replaceAll("\\?(, \\?)+", "?")
        .replace("? )", "?)");
  }
}
