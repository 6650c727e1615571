package io.dbintel.redaction.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.language.QueryLanguage;
import io.dbintel.redaction.pii.config.HmacKey;
import io.dbintel.redaction.pii.config.MaskMode;
import io.dbintel.redaction.pii.config.PiiConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextVerifierTest {

  private static final TextVerifier VERIFIER = TextVerifier.of(PiiConfig.defaults());

  @Test
  void masksAndCountsALiteralThatAnAgentLeft() {
    Verification verified = VERIFIER.verifyStatement("select 'x' from t", QueryLanguage.POSTGRESQL);

    assertThat(verified.text()).hasToString("select ? from t");
    assertThat(verified.detections()).isEqualTo(Map.of("statement_literal", 1));
    assertThat(verified.statement().collections()).containsExactly("t");
    assertThat(verified.summary()).hasToString("select t");
    assertThat(VERIFIER.verifyStatement("select ? from t", QueryLanguage.POSTGRESQL).detections())
        .isEmpty();
  }

  @Test
  void masksPlans() {
    assertThat(VERIFIER.verifyPlan("Filter: (a = 'x')", QueryLanguage.POSTGRESQL).text())
        .hasToString("Filter: (a = ?)");
    assertThat(VERIFIER.verifyPlan("Filter: (a = 'x')", QueryLanguage.POSTGRESQL).detections())
        .isEqualTo(Map.of("plan_literal", 1));
    assertThat(VERIFIER.verifyPlan("Filter: (a = ?)", QueryLanguage.POSTGRESQL).detections())
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
  void verifiesStatementsOfEveryLanguage() {
    Verification verified =
        VERIFIER.verifyStatement("SET user:jane secret", QueryLanguage.REDIS_COMMAND);

    assertThat(verified.text()).hasToString("SET ? ?");
    assertThat(verified.summary()).hasToString("SET");
    assertThat(
            VERIFIER
                .verifyStatement("{\"find\":\"o\"}", QueryLanguage.MONGODB_COMMAND)
                .detections())
        .isEmpty();
    assertThat(VERIFIER.verifyStatement("", QueryLanguage.POSTGRESQL).summary()).isNull();
  }

  @Test
  void masksPlansOfOtherLanguagesAsAWhole() {
    Verification verified =
        VERIFIER.verifyPlan("{\"stage\":\"IXSCAN\",\"n\":4711}", QueryLanguage.MONGODB_COMMAND);

    assertThat(verified.text()).hasToString("?");
    assertThat(verified.detections()).isEqualTo(Map.of("plan_literal", 1));
  }

  @Test
  void trustsNamesOfCatalogues() {
    assertThat(VERIFIER.trustCatalogueName("4111111111111111")).hasToString("4111111111111111");
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
