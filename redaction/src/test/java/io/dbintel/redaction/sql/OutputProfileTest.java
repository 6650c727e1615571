package io.dbintel.redaction.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.statement.NormalizedStatement;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputProfileTest {

  private static final String SQL =
      "SELECT a,\"B\"::text FROM \"My\".t AS x\n  WHERE c=1 AND d IN (1, 'two') AND e = $2"
          + " AND f IS NULL AND g = NULL AND h IN (TRUE) /* note */ ;";

  private static String text(SqlDialect dialect, OutputProfile profile, String sql) {
    return SqlNormalizer.of(dialect, profile).normalize(sql).text();
  }

  private static String postgresql(OutputProfile profile) {
    return text(SqlDialect.POSTGRESQL, profile, SQL);
  }

  @Test
  void defaultKeepsAllButLiterals() {
    assertThat(postgresql(OutputProfile.DEFAULT))
        .isEqualTo(
            "SELECT a,\"B\"::text FROM \"My\".t AS x WHERE c=? AND d IN (?) AND e = $2"
                + " AND f IS NULL AND g = NULL AND h IN (?) ;");
  }

  @Test
  void datadogSpacesTokensMasksBindsAndDropsQuotes() {
    assertThat(postgresql(OutputProfile.DATADOG))
        .isEqualTo(
            "SELECT a, B :: text FROM My.t AS x WHERE c = ? AND d IN ( ? ) AND e = ?"
                + " AND f IS ? AND g = ? AND h IN ( ? )");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "POSTGRESQL | SELECT count(*) FROM t WHERE a->>'k'=:name; | SELECT count ( * ) FROM t WHERE"
            + " a ->> ? = :name",
        "POSTGRESQL | INSERT INTO t(a) VALUES(1),(2) | INSERT INTO t ( a ) VALUES ( ? ), ( ? )",
        "POSTGRESQL | SELECT a-1, b.c, -1, d<=$1 FROM s.t | SELECT a - ?, b.c, ?, d <= ? FROM s.t",
        "POSTGRESQL | SELECT a FROM t WHERE b IS NOT TRUE -- bye | SELECT a FROM t WHERE b IS NOT"
            + " ?",
        "MYSQL | SELECT `a b` FROM `t` WHERE c=? LIMIT 5,10 | SELECT a b FROM t WHERE c = ?"
            + " LIMIT ?",
        "TSQL | SELECT [a] FROM [dbo].[b] WHERE c=@p1 AND d=@@ROWCOUNT | SELECT a FROM dbo.b WHERE"
            + " c = @p1 AND d = @@ROWCOUNT",
        "POSTGRESQL | SELECT $two words$it's hidden$two words$, a FROM t | SELECT ?, a FROM t",
        "POSTGRESQL | SELECT t.*, (f(1)).a, s . t FROM s.t | SELECT t. *, ( f ( ? ) ) . a, s . t"
            + " FROM s.t",
        "POSTGRESQL | SELECT a FROM shard?.t JOIN u? ON t.b=u?.c | SELECT a FROM shard?.t JOIN u?"
            + " ON t.b = u?.c",
        "ORACLE | SELECT a FROM t WHERE b=:1 AND c:=:x | SELECT a FROM t WHERE b = ? AND c := :x",
      })
  void datadog(SqlDialect dialect, String sql, String expected) {
    assertThat(text(dialect, OutputProfile.DATADOG, sql)).isEqualTo(expected);
  }

  @Test
  void pgStatStatementsNumbersConstantsAfterTheParameters() {
    assertThat(postgresql(OutputProfile.PG_STAT_STATEMENTS))
        .isEqualTo(
            "SELECT a,\"B\"::text FROM \"My\".t AS x\n  WHERE c=$3 AND d IN ($4, $5) AND e = $2"
                + " AND f IS NULL AND g = $6 AND h IN ($7)  ;");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "SELECT 1, 'two', 3.0 | SELECT $1, $2, $3",
        "SELECT $3, 'x', $1 | SELECT $3, $4, $1",
        "SELECT $12 + 1 | SELECT $12 + $13",
        "SELECT $99999 + 1 | SELECT $99999 + $1",
        "INSERT INTO t VALUES (1,2),(3,4) | INSERT INTO t VALUES ($1,$2),($3,$4)",
        "SELECT a IS TRUE, TRUE | SELECT a IS TRUE, $1",
      })
  void pgStatStatements(String sql, String expected) {
    assertThat(text(SqlDialect.POSTGRESQL, OutputProfile.PG_STAT_STATEMENTS, sql))
        .isEqualTo(expected);
  }

  @Test
  void newRelicMasksCommentsAndKeepsWhiteSpace() {
    assertThat(postgresql(OutputProfile.NEWRELIC))
        .isEqualTo(
            "SELECT a,\"B\"::text FROM \"My\".t AS x\n  WHERE c=? AND d IN (?, ?) AND e = $?"
                + " AND f IS ? AND g = ? AND h IN (?) ? ;");
  }

  @Test
  void newRelicKeepsThePlusOfANumber() {
    assertThat(
            text(
                SqlDialect.MYSQL,
                OutputProfile.NEWRELIC,
                "SELECT a FROM t WHERE b =+5 AND c = -5 AND d = e+5"))
        .isEqualTo("SELECT a FROM t WHERE b =+? AND c = ? AND d = e+?");
  }

  @Test
  void newRelicKeepsNothingOfATextCutInsideALiteral() {
    NormalizedStatement result =
        SqlNormalizer.of(SqlDialect.POSTGRESQL, OutputProfile.NEWRELIC)
            .normalize("SELECT a FROM t WHERE b = 'cut");
    assertThat(result.text()).isEqualTo("?");
    assertThat(result.truncated()).isTrue();
    SqlOutput output = new SqlOutput();
    byte[] sql = {'\''};
    SqlNormalizer.of(SqlDialect.POSTGRESQL, OutputProfile.NEWRELIC).normalizeTo(sql, 0, 1, output);
    assertThat(output.bytes()[0]).isEqualTo((byte) '?');
    assertThat(output.length()).isEqualTo(1);
  }

  @Test
  void everyProfileHasTheSameFingerprint() {
    long fingerprint = SqlNormalizer.of(SqlDialect.POSTGRESQL).normalize(SQL).fingerprint();
    for (OutputProfile profile : OutputProfile.values()) {
      assertThat(SqlNormalizer.of(SqlDialect.POSTGRESQL, profile).normalize(SQL).fingerprint())
          .isEqualTo(fingerprint);
    }
  }

  @Test
  void saysWhichRulesMadeIt() {
    NormalizedStatement result = SqlNormalizer.of(SqlDialect.MYSQL).normalize("SELECT 1");
    assertThat(result.normalizerVersion()).isEqualTo(SqlNormalizer.VERSION);
    assertThat(result.fingerprintHex()).hasSize(16).matches("[0-9a-f]+");
    assertThat(Long.parseUnsignedLong(result.fingerprintHex(), 16)).isEqualTo(result.fingerprint());
    assertThat(result.truncated()).isFalse();
    assertThat(result.malformed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "SELECT a FROM t WHERE b = 'cut | true | true",
        "SELECT a FROM t /* cut | true | false",
        "SELECT a FROM \"cut | true | true",
        "SELECT $tag$ cut | true | true",
        "SELECT 'a\\', '%', '%' | false | true",
        "SELECT a -- no cut | false | false",
      })
  void saysWhetherTheTextWasCutOrDoubtful(String sql, boolean truncated, boolean malformed) {
    NormalizedStatement result = SqlNormalizer.of(SqlDialect.POSTGRESQL).normalize(sql);
    assertThat(result.truncated()).isEqualTo(truncated);
    assertThat(result.malformed()).isEqualTo(malformed);
  }

  @Test
  void readsPartOfAnArray() {
    byte[] bytes = "xx'SELECT 1'yy".getBytes(StandardCharsets.UTF_8);
    assertThat(SqlNormalizer.of(SqlDialect.POSTGRESQL).normalize(bytes, 3, 8).text())
        .isEqualTo("SELECT ?");
  }
}
