package io.dbintel.redaction.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.statement.NormalizedStatement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Summaries by the grammar of OpenTelemetry's conventions for database spans. */
class SummaryTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT * FROM wuser_table | SELECT wuser_table | wuser_table",
        "INSERT INTO details (a) SELECT a FROM orders | INSERT details SELECT orders |"
            + " details orders",
        "SELECT * FROM songs, artists WHERE songs.a = artists.a | SELECT songs artists |"
            + " songs artists",
        "SELECT d FROM (SELECT * FROM orders o JOIN customers c ON o.c = c.c) x |"
            + " SELECT SELECT orders customers | orders customers",
        "WITH a AS (SELECT * FROM b), c (d) AS (SELECT e FROM f) SELECT * FROM a JOIN c ON 1 JOIN g"
            + " | SELECT b SELECT f SELECT g | b f g",
        "WITH RECURSIVE a AS (SELECT 1 UNION ALL SELECT n FROM a) SELECT * FROM a |"
            + " SELECT SELECT SELECT |",
        "WITH a AS (SELECT 1 FROM b) DELETE FROM c USING a | SELECT b DELETE c | b c",
        "UPDATE s.t SET a = (SELECT max(x) FROM u) FROM v | UPDATE s.t SELECT u v | s.t u v",
        "DELETE FROM ONLY t USING u WHERE t.a=u.a | DELETE t u | t u",
        "MERGE INTO t USING s ON t.a=s.a WHEN MATCHED THEN UPDATE SET x=1 WHEN NOT MATCHED THEN"
            + " INSERT VALUES (1) | MERGE t s | t s",
        "CREATE TABLE IF NOT EXISTS app.users (id int) | CREATE TABLE app.users | app.users",
        "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a) | CREATE INDEX i |",
        "CREATE OR REPLACE VIEW v AS SELECT * FROM t | CREATE VIEW v SELECT t | v t",
        "ALTER TABLE ONLY t ADD COLUMN x int | ALTER TABLE t | t",
        "DROP TABLE a CASCADE | DROP TABLE a | a",
        "TRUNCATE TABLE t | TRUNCATE TABLE t | t",
        "TRUNCATE t | TRUNCATE t | t",
        "REFRESH MATERIALIZED VIEW v | REFRESH VIEW v | v",
        "REINDEX INDEX i | REINDEX INDEX i |",
        "LOCK TABLE t IN SHARE MODE | LOCK TABLE t | t",
        "VACUUM FULL t | VACUUM t | t",
        "COPY t FROM STDIN | COPY t | t",
        "EXPLAIN ANALYZE SELECT * FROM t | EXPLAIN ANALYZE SELECT t | t",
        "GRANT SELECT ON t TO bob | GRANT |",
        "SET search_path = x | SET |",
        "SELECT extract(year FROM d), substring(a FROM 2), trim(both FROM x) FROM t | SELECT t | t",
        "SELECT a FROM t WHERE b IS DISTINCT FROM c | SELECT t | t",
        "SELECT a FROM t1 UNION SELECT b FROM t2 | SELECT t1 SELECT t2 | t1 t2",
        "(SELECT a FROM b) EXCEPT (SELECT c FROM d) | SELECT b SELECT d | b d",
        "SELECT * FROM generate_series(1,2) g, t LEFT JOIN LATERAL (SELECT 1 FROM u) x ON true |"
            + " SELECT generate_series t SELECT u | t u",
        "SELECT * FROM app.history(1, (SELECT max(a) FROM t)) h | SELECT app.history SELECT t | t",
        "SELECT max(lock), f(set), avg(show), count(update) FROM t WHERE (call = 1) | SELECT t | t",
        "CREATE TABLE t (lock int, show text, values int, role text) | CREATE TABLE t | t",
        "SELECT * FROM (VALUES (1), (2)) v (a) JOIN t ON t.a = v.a | SELECT t | t",
        "WITH v AS (VALUES (1)) SELECT * FROM v | SELECT |",
        "WITH gone AS (DELETE FROM t RETURNING a) INSERT INTO u SELECT a FROM gone |"
            + " DELETE t INSERT u SELECT | t u",
        "COPY (UPDATE t SET a = 1 RETURNING a) TO STDOUT | COPY UPDATE t | t",
        "CREATE USER bob PASSWORD 'x' | CREATE USER bob |",
        "ALTER ROLE bob SET search_path = x | ALTER ROLE bob |",
        "CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (user 'x') | CREATE |",
        "BEGIN TRANSACTION ISOLATION LEVEL SERIALIZABLE | BEGIN TRANSACTION |",
        "COMMIT TRANSACTION | COMMIT TRANSACTION |",
        "SET TRANSACTION READ ONLY | SET TRANSACTION |",
        "SELECT transaction FROM t | SELECT t | t",
        "DROP TABLE a ... | DROP TABLE a | a",
        "SELECT a FROM b WHERE c IN (SELECT d FROM e WHERE EXISTS (SELECT 1 FROM f)) |"
            + " SELECT b SELECT e SELECT f | b e f",
        "SELECT a, (SELECT b FROM c) FROM d | SELECT SELECT c d | c d",
        "SELECT * FROM ((a JOIN b USING (x)) NATURAL JOIN c) CROSS JOIN d | SELECT a b c d |"
            + " a b c d",
        "SELECT a FROM t FOR UPDATE | SELECT t | t",
        "SELECT * FROM app.a JOIN app.b ON a.x = b.x | SELECT app.a app.b | app.a app.b",
        "INSERT INTO app.orders SELECT a FROM staging | INSERT app.orders SELECT staging |"
            + " app.orders staging",
        "SELECT a FROM t t1, t t2 | SELECT t t | t",
        "select a from t; delete from u | select t; delete u | t u",
        "BEGIN; INSERT INTO t VALUES (1); COMMIT; | BEGIN; INSERT t; COMMIT | t",
        "EXPLAIN (FORMAT JSON, ANALYZE true) DELETE FROM t | EXPLAIN DELETE t | t",
        "EXPLAIN (ANALYZE, BUFFERS off) SELECT * FROM t | EXPLAIN SELECT t | t",
        "CREATE PUBLICATION p FOR TABLE t | CREATE |",
        "CREATE CAST (a AS b) WITH FUNCTION f(a) | CREATE |",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO r | ALTER |",
        "WITH history AS (SELECT 1 FROM a), role AS (SELECT 2) SELECT * FROM history, role |"
            + " SELECT a SELECT SELECT | a",
        "SELECT * FROM update u JOIN create c ON u.a = c.a | SELECT update create | update create",
      })
  void ofPostgresql(String sql, String summary, String collections) {
    summarises(SqlDialect.POSTGRESQL, sql, summary, collections);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CALL proc(1) | CALL proc |",
        "REPLACE INTO t VALUES (1) | REPLACE t | t",
        "INSERT IGNORE INTO t VALUES (1) | INSERT t | t",
        "INSERT HIGH_PRIORITY INTO t VALUES (1) | INSERT t | t",
        "INSERT t VALUES (1) | INSERT t | t",
        "DELETE a FROM a JOIN b ON 1 | DELETE a b | a b",
        "UPDATE a, b SET a.x=b.y | UPDATE a b | a b",
        "SELECT * FROM a STRAIGHT_JOIN b | SELECT a b | a b",
        "SELECT STRAIGHT_JOIN x FROM a | SELECT a | a",
        "SHOW TABLES | SHOW |",
        "LOCK TABLES a READ, b WRITE | LOCK TABLES a | a",
        "USE app | USE app |",
        "SELECT * FROM t USE INDEX (i) | SELECT t | t",
        "SELECT trim(replace(a, 'x', 'y')), round(truncate(b, 2)) FROM t | SELECT t | t",
        "INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE a = IF(VALUES(a) > 1, 2, a) | INSERT t |"
            + " t",
        "SELECT a FROM t INTO OUTFILE '/tmp/x' | SELECT t | t",
        "{call proc(1)} | call proc |",
        "DELETE a, b FROM a JOIN b ON a.x = b.x | DELETE a b | a b",
        "DELETE FROM a, b USING a JOIN b | DELETE a b a b | a b",
      })
  void ofMysql(String sql, String summary, String collections) {
    summarises(SqlDialect.MYSQL, sql, summary, collections);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EXEC dbo.getCustomer @id = 5 | EXEC dbo.getCustomer |",
        "SELECT * FROM [dbo].[t] t CROSS APPLY dbo.fn(t.id) | SELECT [dbo].[t] dbo.fn | [dbo].[t]",
        "BEGIN TRANSACTION UPDATE t SET a = 1 | BEGIN TRANSACTION UPDATE t | t",
        "SELECT TOP 5 * FROM #tmp, @tv | SELECT #tmp | #tmp",
        "DELETE t WHERE a = 1 | DELETE t | t",
        "DELETE TOP (5) FROM t | DELETE t | t",
      })
  void ofSqlServer(String sql, String summary, String collections) {
    summarises(SqlDialect.TSQL, sql, summary, collections);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SET STATEMENT max_statement_time=1 FOR SELECT a FROM t | SET SELECT t | t",
        "CREATE SEQUENCE s START WITH 1 | CREATE SEQUENCE s |",
        "DELETE FROM t WHERE a = 1 RETURNING b | DELETE t | t",
        "SELECT a FROM t EXCEPT SELECT b FROM u | SELECT t SELECT u | t u",
      })
  void ofMariadb(String sql, String summary, String collections) {
    summarises(SqlDialect.MARIADB, sql, summary, collections);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT a FROM ks.t WHERE b = {1, 2} | SELECT ks.t | ks.t",
        "INSERT INTO ks.t (a) VALUES (1) IF NOT EXISTS USING TTL 5 | INSERT ks.t | ks.t",
        "UPDATE t USING TTL 5 SET m['a'] = 1 WHERE b = 1 | UPDATE t | t",
        "DELETE m['a'] FROM t WHERE b = 1 | DELETE t | t",
        "CREATE KEYSPACE ks WITH replication = {'class': 'X'} | CREATE KEYSPACE ks |",
        "TRUNCATE TABLE ks.t | TRUNCATE TABLE ks.t | ks.t",
        "BEGIN BATCH INSERT INTO a (x) VALUES (1) APPLY BATCH | BEGIN INSERT a | a",
        "BEGIN UNLOGGED BATCH UPDATE a SET x = 1; DELETE FROM b WHERE x = 1; APPLY BATCH"
            + " | BEGIN UPDATE a; DELETE b | a b",
        "SELECT batch FROM batch | SELECT batch | batch",
      })
  void ofCassandra(String sql, String summary, String collections) {
    summarises(SqlDialect.CQL, sql, summary, collections);
  }

  private static void summarises(
      SqlDialect dialect, String sql, String summary, String collections) {
    NormalizedStatement result = SqlNormalizer.of(dialect).normalize(sql);
    assertThat(result.summary()).isEqualTo(summary);
    assertThat(result.collections())
        .isEqualTo(collections == null ? List.of() : List.of(collections.split(" ")));
    assertThat(summary.replace(";", "")).startsWith(result.operation());
    assertThat(result.operation()).isNotEmpty();
  }

  @Test
  void namesAreKeptAsWritten() {
    NormalizedStatement result =
        SqlNormalizer.of(SqlDialect.POSTGRESQL).normalize("SELECT * FROM \"song list\", Artists");
    assertThat(result.summary()).isEqualTo("SELECT \"song list\" Artists");
    assertThat(result.collections()).containsExactly("\"song list\"", "Artists");
  }

  @Test
  void endsBeforeTheTargetThatWouldBeLongerThan255Characters() {
    String tables =
        IntStream.range(0, 100).mapToObj(i -> "table_" + i).collect(Collectors.joining(", "));
    NormalizedStatement result =
        SqlNormalizer.of(SqlDialect.POSTGRESQL).normalize("SELECT * FROM " + tables);
    assertThat(result.summary().length()).isBetween(245, 255);
    assertThat(("SELECT " + tables.replace(",", "") + " ")).startsWith(result.summary() + " ");
    assertThat(result.collections()).hasSize(64).contains("table_63");
  }

  @Test
  void countsCharactersNotBytes() {
    String name = "é".repeat(248);
    SqlNormalizer normalizer = SqlNormalizer.of(SqlDialect.POSTGRESQL);
    assertThat(normalizer.normalize("SELECT * FROM " + name).summary())
        .isEqualTo("SELECT " + name)
        .hasSize(255);
    assertThat(normalizer.normalize("SELECT * FROM " + name + "e").summary()).isEqualTo("SELECT");
    assertThat(normalizer.normalize("SELECT * FROM " + name + "e, t").summary())
        .isEqualTo("SELECT");
  }

  @Test
  void keepsNamesOfAnyLength() {
    String name = "x".repeat(5_000);
    assertThat(
            SqlNormalizer.of(SqlDialect.MYSQL)
                .normalize("SELECT * FROM " + name + "." + name)
                .collections())
        .containsExactly(name + "." + name);
  }

  @Test
  void hasNoOperationWhereThereIsNone() {
    NormalizedStatement result = SqlNormalizer.of(SqlDialect.GENERIC).normalize("mystery('x')");
    assertThat(result.operation()).isEmpty();
    assertThat(result.summary()).isEmpty();
    assertThat(result.text()).isEqualTo("mystery(?)");
  }
}
