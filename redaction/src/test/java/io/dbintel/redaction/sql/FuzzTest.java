package io.dbintel.redaction.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the bytes are: no exception, and work in proportion to their number. */
class FuzzTest {

  /** Bytes looked at by look-ahead for each byte of input. */
  static final int MAX_LOOK_AHEAD = 4;

  /** What the scanner has rules for, and what comes between. */
  static final List<String> PIECES =
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

  static void worksWithin(SqlNormalizer normalizer, byte[] bytes) {
    SqlOutput output = new SqlOutput();
    normalizer.normalizeTo(bytes, 0, bytes.length, output);
    assertThat(output.lookedAhead()).isLessThanOrEqualTo((long) MAX_LOOK_AHEAD * bytes.length);
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
