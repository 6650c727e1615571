package io.dbintel.redaction.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the bytes are: no exception, work in proportion to their number, a stable result. */
class FuzzTest {

  /** Bytes looked at by look-ahead for each byte of input. */
  private static final int MOST_LOOK_AHEAD = 4;

  /** What the scanner has rules for, and what stands between. */
  private static final List<String> PIECES =
      List.of(
          "'",
          "''",
          "\\'",
          "\"",
          "\"\"",
          "`",
          "[",
          "]",
          "]]",
          "\\",
          "\\\\",
          "--",
          "-- ",
          "#",
          "# ",
          "/*",
          "*/",
          "/*!",
          "/*!50000 ",
          "/*+",
          "$",
          "$$",
          "$a$",
          "$1",
          "$12.5",
          ":",
          ":1",
          ":n",
          "::",
          "@",
          "@p",
          "@@",
          "?",
          "?|",
          "?&",
          "@>",
          "->>",
          "#>>",
          "E'",
          "U&'",
          "U&\"",
          "B'",
          "x'",
          "N'",
          "q'[",
          "]'",
          "nq'{",
          "}'",
          "_utf8'",
          "{",
          "}",
          "(",
          ")",
          ",",
          ", ",
          ";",
          ".",
          " ",
          "  ",
          "\n",
          "\r\n",
          "\t",
          "\u00a0",
          "\u2003",
          "\0",
          "0",
          "1",
          "42",
          "1.5",
          ".5",
          "1e",
          "1e-",
          "0x",
          "0xFF",
          "0o17",
          "1_000",
          "2fa",
          "+",
          "-",
          "*",
          "/",
          "=",
          "<",
          "\\N",
          "\\.",
          "a",
          "ab",
          "select",
          "FROM",
          "t",
          "IN",
          "VALUES",
          "LIKE",
          "ESCAPE",
          "TRUE",
          "NULL",
          "IS",
          "NOT",
          "COPY",
          "STDIN",
          "PASSWORD",
          "SET",
          "IDENTIFIED",
          "BY",
          "ALTER",
          "USER",
          "FOR",
          "WITH",
          "AS",
          "£5",
          "€",
          "é",
          "東",
          "01234567-89ab-",
          "cdef",
          "nr_service_guid=x");

  @Provide
  Arbitrary<byte[]> bytes() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
  }

  @Property(tries = 1500)
  void acceptsAnyBytes(@ForAll("bytes") byte[] bytes) {
    for (SqlDialect dialect : SqlDialect.values()) {
      for (OutputProfile profile : OutputProfile.values()) {
        worksWithin(SqlNormalizer.of(dialect, profile), bytes);
      }
    }
  }

  private static void worksWithin(SqlNormalizer normalizer, byte[] bytes) {
    SqlOutput output = new SqlOutput();
    normalizer.normalizeTo(bytes, 0, bytes.length, output);
    assertThat(output.lookedAhead()).isLessThanOrEqualTo((long) MOST_LOOK_AHEAD * bytes.length);
    assertThat(output.summary().length()).isLessThanOrEqualTo(255);
    assertThat(output.text()).isNotNull();
    assertThat(output.tags()).isNotNull();
    assertThat(output.collections()).hasSizeLessThanOrEqualTo(64);
  }

  @Property(tries = 400)
  void acceptsPiecesOfSqlInAnyOrder(@ForAll long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      byte[] sql = pieces(random).getBytes(StandardCharsets.UTF_8);
      for (SqlDialect dialect : SqlDialect.values()) {
        for (OutputProfile profile : OutputProfile.values()) {
          worksWithin(SqlNormalizer.of(dialect, profile), sql);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(SqlDialect.class)
  void readsAnythingRepeatedInLinearWork(SqlDialect dialect) {
    SqlNormalizer normalizer = SqlNormalizer.of(dialect);
    for (String first : PIECES) {
      worksWithin(normalizer, first.repeat(2_000).getBytes(StandardCharsets.UTF_8));
      for (String second : PIECES) {
        byte[] sql = (first + second).repeat(100).getBytes(StandardCharsets.UTF_8);
        worksWithin(normalizer, sql);
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
    assertThat(output.lookedAhead()).isLessThanOrEqualTo((long) MOST_LOOK_AHEAD * sql.length);
    assertThat(output.length()).isLessThan(sql.length);
    assertThat(output.text()).startsWith("INSERT INTO t VALUES (?").doesNotContain("secret");
    assertThat(output.summary()).isEqualTo("INSERT t");
  }

  @ParameterizedTest
  @EnumSource(SqlDialect.class)
  void readsOneLiteralOfTenMegabytes(SqlDialect dialect) {
    byte[] sql = ("SELECT a, '" + "secret ".repeat(1_500_000)).getBytes(StandardCharsets.UTF_8);
    NormalizedSql result = SqlNormalizer.of(dialect).normalize(sql, 0, sql.length);
    assertThat(result.text()).isEqualTo("SELECT a, ?");
    assertThat(result.truncated()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(SqlDialect.class)
  void readsHundredThousandNestedParentheses(SqlDialect dialect) {
    int depth = 100_000;
    String sql = "SELECT " + "(".repeat(depth) + "a" + ", 'b')".repeat(depth) + " FROM t";
    NormalizedSql result = SqlNormalizer.of(dialect).normalize(sql);
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
    NormalizedSql cut = normalizer.normalize("SELECT a " + comments.substring(2) + " FROM t");
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
    NormalizedSql whole =
        SqlNormalizer.of(SqlDialect.POSTGRESQL).normalize("SELECT 1 /*" + comment + "*/");
    assertThat(whole.tags()).hasSizeLessThanOrEqualTo(32);
    assertThat(whole.text()).isEqualTo("SELECT ?");
  }

  private static String pieces(Random random) {
    StringBuilder sql = new StringBuilder();
    for (int i = random.nextInt(14); i >= 0; i--) {
      sql.append(PIECES.get(random.nextInt(PIECES.size())));
      if (random.nextInt(3) == 0) {
        sql.append(' ');
      }
    }
    return sql.toString();
  }
}
