package io.dbintel.redaction.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.redaction.statement.NormalizedStatement;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextOnlyTest {

  private static final String SQL =
      "WITH x AS (SELECT /*+ h(a 1) */ 1) -- c\n SELECT a ,b,\t'v' IS NOT NULL FROM \"T\" , x"
          + " WHERE a IN (1 , 2,3) AND b = $1 AND (c, d) IN ((1,2), (1,2)) AND NOT true;";

  @ParameterizedTest
  @EnumSource(OutputProfile.class)
  void theTextIsTheSameWithAndWithoutTheRest(OutputProfile profile) {
    SqlNormalizer normalizer = SqlNormalizer.of(SqlDialect.POSTGRESQL, profile);
    byte[] utf8 = SQL.getBytes(StandardCharsets.UTF_8);
    SqlOutput output = SqlOutput.ofText();

    for (int length = 0; length <= utf8.length; length++) {
      String cut = new String(utf8, 0, length, StandardCharsets.UTF_8);
      NormalizedStatement whole = normalizer.normalize(cut);
      normalizer.normalizeTo(utf8, 0, length, output);

      assertThat(normalizer.mask(cut))
          .isEqualTo(new MaskedSql(whole.text(), whole.truncated(), whole.malformed()));
      assertThat(new String(Arrays.copyOf(output.bytes(), output.length()), StandardCharsets.UTF_8))
          .isEqualTo(whole.text());
    }
  }

  @ParameterizedTest
  @EnumSource(OutputProfile.class)
  void saysThatItHasNoFingerprint(OutputProfile profile) {
    SqlOutput output = SqlOutput.ofText();
    SqlNormalizer.of(SqlDialect.GENERIC, profile).normalizeTo(new byte[] {'a'}, 0, 1, output);

    assertThatThrownBy(output::fingerprint)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("text only");
  }
}
