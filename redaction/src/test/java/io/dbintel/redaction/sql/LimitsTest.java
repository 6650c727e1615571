package io.dbintel.redaction.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.statement.NormalizedStatement;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Very long, very deep, very repetitive and broken texts. */
class LimitsTest {

  @ParameterizedTest
  @EnumSource(SqlDialect.class)
  void readsAnythingRepeatedInLinearWork(SqlDialect dialect) {
    SqlNormalizer normalizer = SqlNormalizer.of(dialect);
    for (String first : FuzzTest.PIECES) {
      FuzzTest.worksWithin(normalizer, first.repeat(2_000).getBytes(StandardCharsets.UTF_8));
      for (String second : FuzzTest.PIECES) {
        byte[] sql = (first + second).repeat(100).getBytes(StandardCharsets.UTF_8);
        FuzzTest.worksWithin(normalizer, sql);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(SqlDialect.class)
  void readsTenMegabytes(SqlDialect dialect) {
    String row = "(1234, 'secret text', NULL, now()), (x, \"y\", -0.5e-3) -- tail\n, ";
    int rows = 10_000_000 / row.length();
    byte[] sql = ("INSERT INTO t VALUES " + row.repeat(rows)).getBytes(StandardCharsets.UTF_8);
    SqlOutput output = new SqlOutput();
    SqlNormalizer.of(dialect).normalizeTo(sql, 0, sql.length, output);
    assertThat(output.lookedAhead())
        .isLessThanOrEqualTo((long) FuzzTest.MAX_LOOK_AHEAD * sql.length);
    assertThat(output.length()).isLessThan(sql.length);
    assertThat(output.text()).startsWith("INSERT INTO t VALUES (?").doesNotContain("secret");
    assertThat(output.summary()).isEqualTo("INSERT t");
  }

  @ParameterizedTest
  @EnumSource(SqlDialect.class)
  void readsOneLiteralOfTenMegabytes(SqlDialect dialect) {
    byte[] sql = ("SELECT a, '" + "secret ".repeat(1_500_000)).getBytes(StandardCharsets.UTF_8);
    NormalizedStatement result = SqlNormalizer.of(dialect).normalize(sql, 0, sql.length);
    assertThat(result.text()).isEqualTo("SELECT a, ?");
    assertThat(result.truncated()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(SqlDialect.class)
  void readsHundredThousandNestedParentheses(SqlDialect dialect) {
    int depth = 100_000;
    String sql = "SELECT " + "(".repeat(depth) + "a" + ", 'b')".repeat(depth) + " FROM t";
    NormalizedStatement result = SqlNormalizer.of(dialect).normalize(sql);
    assertThat(result.text()).isEqualTo(sql.replace("'b'", "?"));
    assertThat(result.operation()).isEqualTo("SELECT");
    assertThat(result.collections()).containsExactly("t");
  }

  @ParameterizedTest
  @EnumSource(
      value = SqlDialect.class,
      names = {"POSTGRESQL", "TSQL", "GENERIC"})
  void readsHundredThousandNestedComments(SqlDialect dialect) {
    int depth = 100_000;
    String comments = "/*".repeat(depth) + " 'secret' " + "*/".repeat(depth);
    SqlNormalizer normalizer = SqlNormalizer.of(dialect);
    assertThat(normalizer.normalize("SELECT a " + comments + " FROM t").text())
        .isEqualTo("SELECT a FROM t");
    NormalizedStatement cut = normalizer.normalize("SELECT a " + comments.substring(2) + " FROM t");
    assertThat(cut.text()).doesNotContain("secret");
  }

  @ParameterizedTest
  @EnumSource(SqlDialect.class)
  void keepsWhatIsNoUtf8(SqlDialect dialect) {
    byte[] sql = {'S', 'E', 'L', 'E', 'C', 'T', ' ', (byte) 0xff, (byte) 0xc3, ',', ' ', '\'', 0};
    SqlOutput output = new SqlOutput();
    SqlNormalizer.of(dialect).normalizeTo(sql, 0, sql.length, output);
    byte[] kept = Arrays.copyOf(sql, sql.length - 1);
    kept[kept.length - 1] = '?';
    assertThat(Arrays.copyOf(output.bytes(), output.length())).isEqualTo(kept);
  }

  @Test
  void readsTagsOfLongCommentsInLinearWork() {
    String comment = "a=' b='".repeat(500_000);
    assertThat(SqlNormalizer.of(SqlDialect.POSTGRESQL).normalize("SELECT 1 /*" + comment).tags())
        .isEmpty();
    NormalizedStatement whole =
        SqlNormalizer.of(SqlDialect.POSTGRESQL).normalize("SELECT 1 /*" + comment + "*/");
    assertThat(whole.tags()).hasSizeLessThanOrEqualTo(32);
    assertThat(whole.text()).isEqualTo("SELECT ?");
  }
}
