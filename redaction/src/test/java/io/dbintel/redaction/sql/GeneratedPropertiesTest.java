package io.dbintel.redaction.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.statement.NormalizedStatement;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What must hold of any two statements that differ in a known way. */
class GeneratedPropertiesTest {

  @Property(tries = 1000)
  void fingerprintsDependOnStructureOnly(
      @ForAll long structure, @ForAll long first, @ForAll long second) {
    for (SqlDialect dialect : SqlDialect.values()) {
      SqlNormalizer normalizer = SqlNormalizer.of(dialect);
      String one = new SqlGenerator(dialect, structure, first).statement();
      String other = new SqlGenerator(dialect, structure, second).statement();
      assertThat(normalizer.normalize(one).fingerprint())
          .as("%s%n%s%n%s", dialect, one, other)
          .isEqualTo(normalizer.normalize(other).fingerprint());
      String another = new SqlGenerator(dialect, structure + 1, first).statement();
      assertThat(normalizer.normalize(another).fingerprint())
          .isNotEqualTo(normalizer.normalize(one).fingerprint());
    }
  }

  @Property(tries = 1000)
  void aSecondTimeChangesNothing(@ForAll long structure, @ForAll long layout) {
    for (SqlDialect dialect : SqlDialect.values()) {
      SqlNormalizer normalizer = SqlNormalizer.of(dialect);
      String sql = new SqlGenerator(dialect, structure, layout).statement();
      NormalizedStatement once = normalizer.normalize(sql);
      NormalizedStatement twice = normalizer.normalize(once.text());
      assertThat(twice.text()).as(sql).isEqualTo(once.text());
      assertThat(twice.fingerprint()).as(sql).isEqualTo(once.fingerprint());
    }
  }

  @Property(tries = 1000)
  void profilesShareFingerprintAndLeakNothing(@ForAll long structure, @ForAll long layout) {
    for (SqlDialect dialect : SqlDialect.values()) {
      String sql = new SqlGenerator(dialect, structure, layout).statement();
      long fingerprint = SqlNormalizer.of(dialect).normalize(sql).fingerprint();
      for (OutputProfile profile : OutputProfile.values()) {
        NormalizedStatement result = SqlNormalizer.of(dialect, profile).normalize(sql);
        assertThat(result.fingerprint()).isEqualTo(fingerprint);
        assertThat(result.text().toLowerCase(Locale.ROOT)).doesNotContain(LiteralWriter.MARK);
      }
    }
  }
}
