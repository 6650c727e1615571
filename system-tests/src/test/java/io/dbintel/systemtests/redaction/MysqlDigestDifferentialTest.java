package io.dbintel.systemtests.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dbintel.embedded.EmbeddedMysql;
import io.dbintel.embedded.MysqlRelease;
import io.dbintel.redaction.sql.SqlDialect;
import io.dbintel.redaction.sql.SqlNormalizer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** MySQL's own digest text beside ours: the same tokens stay and the same are masked. */
class MysqlDigestDifferentialTest {

  private static final SqlNormalizer NORMALIZER = SqlNormalizer.of(SqlDialect.MYSQL);

  @Test
  void masksWhatMysqlMasks() throws Exception {
    compare(10_000);
  }

  @Test
  @Tag("campaign")
  void masksWhatMysqlMasksInTwoHundredThousandStatements() throws Exception {
    compare(200_000);
  }

  private static void compare(int statements) throws Exception {
    assumeTrue(MysqlRelease.MYSQL_9.available(), MysqlRelease.MYSQL_9.missing());
    MysqlStatements source = new MysqlStatements(statements);
    try (EmbeddedMysql mysql = EmbeddedMysql.builder(MysqlRelease.MYSQL_9).start();
        Connection connection = mysql.connection("mysql");
        PreparedStatement digest = connection.prepareStatement("SELECT STATEMENT_DIGEST_TEXT(?)")) {
      for (int i = 0; i < statements; i++) {
        String statement = source.next();
        digest.setString(1, statement);
        try (ResultSet row = digest.executeQuery()) {
          row.next();
          assertThat(comparable(NORMALIZER.normalize(statement).text()))
              .as(statement)
              .isEqualTo(comparable(row.getString(1)));
        }
      }
    }
  }

  /** Without quotes, blanks, case and the ways to write a folded list. */
  private static String comparable(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replace("/* , ... */", "")
        .replace("!=", "<>")
        .replaceAll("[`\\s]", "")
        .replace("(...)", "(?)")
        .replace("?,...", "?");
  }
}
