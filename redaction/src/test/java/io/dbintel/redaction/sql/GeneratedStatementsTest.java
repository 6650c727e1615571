package io.dbintel.redaction.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements whose literals and names are known, by the hundred thousand. */
class GeneratedStatementsTest {

  private static final int STATEMENTS = 100_000;

  @ParameterizedTest
  @EnumSource(SqlDialect.class)
  void noLiteralLeaksAndNoNameIsLost(SqlDialect dialect) {
    SqlNormalizer normalizer = SqlNormalizer.of(dialect);
    SqlOutput output = new SqlOutput();
    Random cuts = new Random(7);
    for (int seed = 0; seed < STATEMENTS; seed++) {
      SqlGenerator generator = new SqlGenerator(dialect, seed, seed + 1);
      String sql = generator.statement();
      byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
      normalizer.normalizeTo(bytes, 0, bytes.length, output);
      String text = output.text();
      for (String name : generator.names()) {
        if (!text.contains(name)) {
          assertThat(text).as(sql).contains(name);
        }
      }
      hasNoLiteral(sql, output);
      int length = cuts.nextInt(bytes.length);
      normalizer.normalizeTo(Arrays.copyOf(bytes, length), 0, length, output);
      hasNoLiteral(sql.substring(0, Math.min(length, sql.length())), output);
    }
  }

  /** Then a text may have two readings, and the names of one be literals of the other. */
  @ParameterizedTest
  @EnumSource(SqlDialect.class)
  void noLiteralLeaksWhereBackslashesStandBeforeQuotes(SqlDialect dialect) {
    SqlNormalizer normalizer = SqlNormalizer.of(dialect);
    SqlOutput output = new SqlOutput();
    Random cuts = new Random(7);
    for (int seed = 0; seed < STATEMENTS / 5; seed++) {
      String sql =
          new SqlGenerator(dialect, seed, seed + 1).withBackslashesBeforeQuotes().statement();
      byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
      normalizer.normalizeTo(bytes, 0, bytes.length, output);
      hasNoLiteral(sql, output);
      int length = cuts.nextInt(bytes.length);
      normalizer.normalizeTo(bytes, 0, length, output);
      hasNoLiteral(new String(bytes, 0, length, StandardCharsets.UTF_8), output);
    }
  }

  private static void hasNoLiteral(String sql, SqlOutput output) {
    byte[] text = output.bytes();
    for (int i = 0; i < output.length(); i++) {
      boolean mark = text[i] == 'q' && i > 0 && text[i - 1] == 'z';
      if (mark || text[i] >= '0' && text[i] <= '9') {
        assertThat(output.text()).as(sql).doesNotContainPattern(LiteralWriter.MARK + "|[0-9]");
      }
    }
    String summary = output.summary();
    if (summary.contains(LiteralWriter.MARK)) {
      assertThat(summary).as(sql).doesNotContain(LiteralWriter.MARK);
    }
  }
}
