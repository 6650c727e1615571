package io.dbintel.redaction.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewRelicQueryHashTest {

  /** MD5 of SELECT*FROMUSERSWHEREID=?ANDNAME=?, as New Relic's own tests have it. */
  private static final String USERS = "e78f13a21009ebcb6fdef9e996a24c9d";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM users WHERE id = 1 AND name = 'bob'",
        "select  *\nfrom users where ID=? and name=?",
        "SELECT * FROM users WHERE id = $1 AND name = $2",
        "SELECT * FROM users WHERE id = :id AND name = :name",
        "SELECT * FROM users WHERE id = :1 AND name = :2",
        "SELECT * FROM users WHERE id = @id AND name = @name",
        "SELECT * FROM users WHERE id = %(id)s AND name = %(name)s",
        "SELECT * FROM users WHERE id = TRUE AND name = NULL",
        "SELECT * FROM users WHERE id = 0x1F AND name = 'it''s'",
        "SELECT * FROM users\u200b WHERE\u00a0id = 5 AND name = ''"
      })
  void literalsBindsCaseAndWhiteSpaceMakeNoDifference(String sql) {
    assertThat(NewRelicQueryHash.of(SqlDialect.GENERIC).hash(sql)).isEqualTo(USERS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "SELECT a FROM t WHERE b IN (1, 2, 3) | SELECT a FROM t WHERE b IN (?)",
        "SELECT a FROM t WHERE b IN ('x') | SELECT a FROM t WHERE b in ( :one , :two )",
        "SELECT extract(year FROM d) FROM t | SELECT EXTRACT(month FROM d) FROM t",
        "/* one */ SELECT 1 | -- two",
        "SELECT x::integer | SELECT x :: integer",
      })
  void areEqual(String one, String other) {
    NewRelicQueryHash hash = NewRelicQueryHash.of(SqlDialect.POSTGRESQL);
    String expected = other.startsWith("--") ? hash.hash("? SELECT ?") : hash.hash(other);
    assertThat(hash.hash(one)).isEqualTo(expected).hasSize(32);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "SELECT f(1, 2) | SELECT f(1)",
        "SELECT a IN (1, b) | SELECT a IN (1)",
        "SELECT a IN (1 + 2) | SELECT a IN (3)",
        "SELECT min(1, 2) | SELECT min(1)",
        "SELECT @@version | SELECT @version",
        "SELECT a FROM t | /*nr_service_guid=abc*/ SELECT a FROM t",
        "SELECT a % (b) | SELECT a ?",
        "SELECT extract(year FROM d) | SELECT extract(d)",
        "SELECT a[1:2] | SELECT a[1 2]",
      })
  void differ(String one, String other) {
    NewRelicQueryHash hash = NewRelicQueryHash.of(SqlDialect.TSQL);
    assertThat(hash.hash(one)).isNotEqualTo(hash.hash(other));
  }

  @Test
  void aTextWithoutAnEndHasNone() {
    NewRelicQueryHash hash = NewRelicQueryHash.of(SqlDialect.MYSQL);
    assertThat(hash.hash("")).isEmpty();
    assertThat(hash.hash(" \n")).isEmpty();
    assertThat(hash.hash("SELECT a FROM t WHERE b = 'cut")).isEmpty();
    assertThat(hash.hash("SELECT a FROM t /* cut")).isEmpty();
  }

  @Test
  void readsVeryLongLists() {
    NewRelicQueryHash hash = NewRelicQueryHash.of(SqlDialect.MYSQL);
    assertThat(hash.hash("SELECT a IN (1" + ", 2".repeat(300_000) + ")"))
        .isEqualTo(hash.hash("SELECT a IN (1)"));
    assertThat(NewRelicQueryHash.VERSION).isEqualTo("0.162");
  }
}
