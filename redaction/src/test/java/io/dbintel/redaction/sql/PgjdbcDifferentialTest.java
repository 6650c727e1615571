package io.dbintel.redaction.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The lexing of the PostgreSQL JDBC driver is written independently of ours: a statement whose
 * strings and comments it has replaced must come out the same as the statement itself.
 */
class PgjdbcDifferentialTest {

  private static final int STATEMENTS = 50_000;

  private final SqlNormalizer normalizer = SqlNormalizer.of(SqlDialect.POSTGRESQL);

  @Test
  void literalsAndCommentsEndWhereTheDriverSaysTheyDo() {
    for (int seed = 0; seed < STATEMENTS; seed++) {
      String sql =
          new SqlGenerator(SqlDialect.POSTGRESQL, seed, seed + 1)
              .withBackslashesBeforeQuotes()
              .statement();
      sameAsDriver(sql);
    }
  }

  @Test
  void agreesOnTheCorpus() {
    SqlCase.all()
        .filter(one -> one.dialect() == SqlDialect.POSTGRESQL)
        // the driver has no hints and no rows of COPY, and reads on where a text is cut
        .filter(one -> !one.sql().contains("/*+") && !one.sql().startsWith("COPY"))
        .filter(one -> !normalizer.normalize(one.sql()).truncated())
        // written with standard_conforming_strings off, which only the text itself shows
        .filter(one -> !one.sql().contains("name='foo\\''"))
        .forEach(one -> sameAsDriver(one.sql()));
  }

  private void sameAsDriver(String sql) {
    String masked = PgjdbcMasking.mask(sql);
    String ours = normalizer.normalize(sql).text();
    String drivers = normalizer.normalize(masked).text();
    if (!drivers.equals(ours)) {
      assertThat(ours).as("%s%n%s", sql, masked).isEqualTo(drivers);
    }
  }
}
