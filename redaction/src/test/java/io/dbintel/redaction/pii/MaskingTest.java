package io.dbintel.redaction.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.redaction.pii.config.HmacKey;
import io.dbintel.redaction.pii.config.MaskMode;
import io.dbintel.redaction.pii.config.PiiConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
  private static final HmacKey FIRST = new HmacKey(1, "correct horse battery staple");
  private static final HmacKey SECOND = new HmacKey(2, "another horse, another staple");

  private static final PiiScanner REDACT = PiiScanner.of(PiiConfig.defaults());
  private static final PiiScanner PARTIAL = scanner(MaskMode.PARTIAL, null);
  private static final PiiScanner KEEP_FORMAT = scanner(MaskMode.KEEP_FORMAT, null);
  private static final PiiScanner HMAC = scanner(MaskMode.HMAC, FIRST);

  private static PiiScanner scanner(MaskMode mode, HmacKey key) {
    return PiiScanner.of(PiiConfig.defaults().withMask(mode, key));
  }

  private static String token(PiiScanner scanner, String tenant, String text) {
    return scanner.forTenant(tenant).scan(text).masked();
  }

  @Test
  void redactNamesTheTypeAlone() {
    assertThat(REDACT.scan("a jane@example.com b 203.0.113.77 c").masked())
        .isEqualTo("a <EMAIL> b <IPV4> c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to jane.doe@example.com now | to j***@example.com now",
        "card 4111 1111 1111 1111 ok | card **** **** **** 1111 ok",
        "ip 203.0.113.77 | ip 203.0.***.**",
        "mac 00:1a:2b:3c:4d:5e | mac 00:1a:2b:**:**:**",
        "password=hunter2; | password=<PASSWORD>;",
        "dob 1980-05-17 | dob <DATE_OF_BIRTH>",
        "tel +441632960961 | tel +********0961",
        "passport X12345 | passport ******",
      })
  void partialShowsAHintAndNothingOfSecrets(String text, String masked) {
    assertThat(PARTIAL.scan(text).masked()).isEqualTo(masked);
  }

  @Test
  void partialShowsNothingOfASecretThatLooksLikeSomethingElse() {
    assertThat(PARTIAL.scan("postgres://app:pw1@203.0.113.77/db pwd=jane@example.com").masked())
        .isEqualTo("postgres://<URL_CREDENTIALS>@203.0.***.**/db pwd=<PASSWORD>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to Jane.Doe@example.com now | to Xxxx.Xxx@xxxxxxx.xxx now",
        "card 4111-1111-1111-1111 ok | card 9999-9999-9999-9999 ok",
        "ssn 078-05-1120 | ssn 999-99-9999",
        "password=Hunter2! | password=Xxxxxx9!",
        "password=-!%-!%! | password=xxxxxxx",
        "password=пароль1 | password=xxxxxx9",
      })
  void keepFormatKeepsLengthAndPunctuation(String text, String masked) {
    assertThat(KEEP_FORMAT.scan(text).masked()).isEqualTo(masked);
  }

  @Test
  void keepFormatShowsNoLetterBeyondTheBasicPlane() {
    assertThat(KEEP_FORMAT.scanAttribute("user.full_name", "𝐀nna 小林 ひろ").masked())
        .isEqualTo("xxxxx xx xx");
  }

  @Test
  void hmacGivesTheSameTokenForTheSameValueOfATenant() {
    String once = token(HMAC, "acme", "mail jane@example.com");

    assertThat(once).matches("mail <EMAIL:k1-[A-Z2-7]{10}>");
    assertThat(token(HMAC, "acme", "mail jane@example.com")).isEqualTo(once);
    assertThat(token(HMAC, "acme", "mail JANE@Example.com")).isEqualTo(once);
    assertThat(token(HMAC, "acme", "mail john@example.com")).isNotEqualTo(once);
  }

  @Test
  void hmacTokensOfTwoTenantsNeverCompareEqual() {
    assertThat(token(HMAC, "acme", "jane@example.com"))
        .isNotEqualTo(token(HMAC, "globex", "jane@example.com"));
  }

  @Test
  void hmacTokensShowTheKeyVersionAndChangeWithTheKey() {
    String before = token(HMAC, "acme", "jane@example.com");
    String after = token(scanner(MaskMode.HMAC, SECOND), "acme", "jane@example.com");
    String relabelled =
        token(scanner(MaskMode.HMAC, new HmacKey(1, SECOND.secret())), "acme", "jane@example.com");

    assertThat(after).startsWith("<EMAIL:k2-").isNotEqualTo(before);
    assertThat(relabelled).startsWith("<EMAIL:k1-").isNotEqualTo(before);
  }

  @Test
  void hmacTokensDoNotDependOnHowANumberIsWritten() {
    assertThat(token(HMAC, "t", "4111 1111 1111 1111"))
        .isEqualTo(token(HMAC, "t", "4111-1111-1111-1111"));
    assertThat(token(HMAC, "t", "password=abc")).isNotEqualTo(token(HMAC, "t", "password=ABC"));
  }

  @Test
  void hmacTokensOfOneValueDifferByType() {
    String asEmail = token(HMAC, "t", "jane@example.com");
    String asPassword = token(HMAC, "t", "password=jane@example.com");

    assertThat(asPassword).doesNotContain(asEmail.substring("<EMAIL:".length()));
  }

  @Test
  void hmacWithoutAKeyIsRefused() {
    assertThatThrownBy(() -> PiiConfig.defaults().withMask(MaskMode.HMAC, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hmacKey");
    assertThatThrownBy(() -> masks(Map.of("EMAIL", MaskMode.HMAC)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hmacKey");
  }

  @Test
  void aTypeCanHaveAMaskOfItsOwn() {
    PiiScanner scanner = PiiScanner.of(masks(Map.of("PAYMENT_CARD", MaskMode.PARTIAL)));

    assertThat(scanner.scan("4111111111111111 jane@example.com").masked())
        .isEqualTo("************1111 <EMAIL>");
  }

  private static PiiConfig masks(Map<String, MaskMode> masks) {
    return new PiiConfig(null, null, masks, null, null, null, null, null, null);
  }
}
