package io.dbintel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddedMysqlTest {

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void keepsDataWhenItIsRestartedOrKilled(MysqlRelease release) throws SQLException {
    assumeTrue(release.available(), release.missing());
    try (EmbeddedMysql mysql = EmbeddedMysql.builder(release).start()) {
      assertThat(text(mysql, "select version()")).startsWith(release.isMariadb() ? "1" : "9.");
      assertThat(text(mysql, "select @@performance_schema")).isEqualTo("1");
      mysql.execute("create database shop", "create table shop.t (a int)");
      mysql.restartCleanly();
      mysql.execute("insert into shop.t values (1)");
      mysql.crash();
      assertThat(text(mysql, "select count(*) from shop.t")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @EnumSource(MysqlRelease.class)
  void takesOptions(MysqlRelease release) throws SQLException {
    assumeTrue(release.available(), release.missing());
    try (EmbeddedMysql mysql =
        EmbeddedMysql.builder(release).setting("performance-schema-digests-size", "7").start()) {
      assertThat(text(mysql, "select @@performance_schema_digests_size")).isEqualTo("7");
    }
  }

  private static String text(EmbeddedMysql mysql, String sql) throws SQLException {
    try (Connection connection = mysql.connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
