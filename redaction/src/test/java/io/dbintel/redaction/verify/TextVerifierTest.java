package io.dbintel.redaction.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.pii.config.HmacKey;
import io.dbintel.redaction.pii.config.MaskMode;
import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.sql.SqlDialect;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextVerifierTest {

  private static final TextVerifier VERIFIER = TextVerifier.of(PiiConfig.defaults());

  @Test
  void masksAndCountsALiteralThatAnAgentLeft() {
    Verification verified = VERIFIER.verifySql("select 'x' from t", SqlDialect.POSTGRESQL);

    assertThat(verified.text()).hasToString("select ? from t");
    assertThat(verified.detections()).isEqualTo(Map.of("sql_literal", 1));
    assertThat(verified.sql().collections()).containsExactly("t");
    assertThat(VERIFIER.verifySql("select ? from t", SqlDialect.POSTGRESQL).detections()).isEmpty();
  }

  @Test
  void masksPlans() {
    assertThat(VERIFIER.verifyPlan("Filter: (a = 'x')", SqlDialect.POSTGRESQL).text())
        .hasToString("Filter: (a = ?)");
    assertThat(VERIFIER.verifyPlan("Filter: (a = 'x')", SqlDialect.POSTGRESQL).detections())
        .isEqualTo(Map.of("plan_literal", 1));
    assertThat(VERIFIER.verifyPlan("Filter: (a = ?)", SqlDialect.POSTGRESQL).detections())
        .isEmpty();
  }

  @Test
  void masksPrivateValuesOfTextsAndAttributes() {
    Verification text = VERIFIER.verifyText("job of jane@example.com");
    assertThat(text.text()).hasToString("job of <EMAIL>");
    assertThat(text.detections()).isEqualTo(Map.of("EMAIL", 1));
    assertThat(VERIFIER.verifyAttribute("patient.note", "tall").text()).hasToString("<PATIENT>");
    assertThat(VERIFIER.verifyAttribute("route", "/x").detections()).isEmpty();
  }

  @Test
  void keepsNames() {
    assertThat(VERIFIER.verifyIdentifier("orders_2024")).hasToString("orders_2024");
  }

  @Test
  void tokensAreATenantsOwn() {
    TextVerifier hmac =
        TextVerifier.of(
            PiiConfig.defaults()
                .withMask(MaskMode.HMAC, new HmacKey(3, "0123456789abcdef0123456789abcdef")));
    CleanText acme = hmac.forTenant("acme").verifyText("jane@example.com").text();

    assertThat(acme.toString()).startsWith("<EMAIL:k3-");
    assertThat(hmac.forTenant("acme").verifyText("jane@example.com").text())
        .isEqualTo(acme)
        .hasSameHashCodeAs(acme);
    assertThat(hmac.forTenant("other").verifyText("jane@example.com").text()).isNotEqualTo(acme);
  }
}
