package io.dbintel.redaction.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.redaction.pii.config.AllowRule;
import io.dbintel.redaction.pii.config.AttributeRule;
import io.dbintel.redaction.pii.config.HmacKey;
import io.dbintel.redaction.pii.config.MaskMode;
import io.dbintel.redaction.pii.config.PiiConfig;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributesTest {
  private static final PiiScanner SCANNER = PiiScanner.of(PiiConfig.defaults());

  @ParameterizedTest
  @CsvSource({
    "user.email, anything, EMAIL",
    "Customer.EMAIL, anything, EMAIL",
    "email, anything, EMAIL",
    "order.customer.phone_number, 1, PHONE",
    "patient.name, Ann, PATIENT",
    "patient.a.b, x, PATIENT",
    "enduser.id, 42, PERSON",
    "db.password, x, PASSWORD",
  })
  void aRuleMakesTheWholeValuePrivate(String name, String value, String type) {
    PiiResult result = SCANNER.scanAttribute(name, value);

    assertThat(result.detections()).containsExactly(new Detection(type, 0, value.length()));
    assertThat(result.masked()).isEqualTo('<' + type + '>');
  }

  @ParameterizedTest
  @CsvSource({"emails", "user_email", "my.patient.name", "user.email.domain", "db.name", "x"})
  void otherAttributesAreReadByTheirValue(String name) {
    assertThat(SCANNER.scanAttribute(name, "anything")).isSameAs(PiiResult.CLEAN);
    assertThat(SCANNER.scanAttribute(name, "at 203.0.113.77").masked()).isEqualTo("at <IPV4>");
  }

  @Test
  void anEmptyValueIsClean() {
    assertThat(SCANNER.scanAttribute("user.email", "")).isSameAs(PiiResult.CLEAN);
  }

  @ParameterizedTest
  @CsvSource({
    "*, '', true",
    "a*b*c, aXbbYc, true",
    "a*b*c, aXbYcd, false",
    "*.x, .x, true",
    "a*, A, true",
    "a, ab, false",
    "ab, a, false",
    "**, q, true",
  })
  void theStarStandsForAnyCharacters(String pattern, String name, boolean matches) {
    assertThat(new AttributeRule(pattern, "PERSON").matches(name)).isEqualTo(matches);
  }

  @Test
  void ownRulesReplaceTheDefaultOnes() {
    PiiScanner scanner =
        PiiScanner.of(config(null, null, List.of(new AttributeRule("tenant.*", "TENANT")), null));

    assertThat(scanner.scanAttribute("tenant.name", "Acme").masked()).isEqualTo("<TENANT>");
    assertThat(scanner.scanAttribute("user.email", "none")).isSameAs(PiiResult.CLEAN);
  }

  @Test
  void aDisabledTypeIsNotLookedForByName() {
    PiiScanner scanner = PiiScanner.of(config(null, Set.of("PATIENT"), null, null));

    assertThat(scanner.scanAttribute("patient.ward", "7")).isSameAs(PiiResult.CLEAN);
  }

  @Test
  void anAllowedValueIsNotPrivateByName() {
    PiiScanner scanner =
        PiiScanner.of(
            PiiConfig.defaults().withAllow(List.of(new AllowRule("EMAIL", "help@example.com"))));

    assertThat(scanner.scanAttribute("user.email", "Help@example.com")).isSameAs(PiiResult.CLEAN);
    assertThat(scanner.scanAttribute("user.email", "jane@example.com").clean()).isFalse();
  }

  @Test
  void aValueThatIsRecognizedGetsTheTokenItHasInText() {
    PiiScanner scanner =
        PiiScanner.of(
            config(MaskMode.HMAC, null, null, new HmacKey(1, "correct horse battery staple")));

    assertThat(scanner.scanAttribute("user.email", "Jane@example.com").masked())
        .isEqualTo(scanner.scan("jane@example.com").masked());
    assertThat(scanner.scanAttribute("user.email", "Jane").masked()).startsWith("<EMAIL:k1-");
  }

  @Test
  void partialShowsNothingOfAValueThatIsNotRecognized() {
    PiiScanner scanner = PiiScanner.of(config(MaskMode.PARTIAL, null, null, null));

    assertThat(scanner.scanAttribute("user.email", "Jane at home").masked()).isEqualTo("<EMAIL>");
    assertThat(scanner.scanAttribute("user.email", "jane@example.com").masked())
        .isEqualTo("j***@example.com");
  }

  @Test
  void aRuleNeedsANameAndAType() {
    assertThatThrownBy(() -> new AttributeRule(" ", "EMAIL")).hasMessageContaining("no name");
    assertThatThrownBy(() -> new AttributeRule("x", "e-mail")).hasMessageContaining("'e-mail'");
    assertThatThrownBy(() -> new AttributeRule("x", null)).hasMessageContaining("'x'");
  }

  private static PiiConfig config(
      MaskMode mask, Set<String> disabled, List<AttributeRule> rules, HmacKey key) {
    return new PiiConfig(null, mask, null, disabled, null, rules, null, null, key);
  }
}
