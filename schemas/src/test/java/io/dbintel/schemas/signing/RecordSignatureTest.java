package io.dbintel.schemas.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.runtime.config.Secret;
import io.dbintel.schemas.signing.SignatureVerifier.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RecordSignatureTest {
  private static final byte[] VALUE = "value".getBytes(StandardCharsets.UTF_8);
  private static final SigningKey FIRST = key("acme", "1", "a");
  private static final SigningKey SECOND = key("acme", "2", "b");
  private static final SigningKey OTHER = key("zenith", "1", "c");

  @Test
  void firstKeyOfTheTenantSignsAndEveryKeyVerifies() {
    Headers headers = signed(new SigningConfig(false, List.of(OTHER, SECOND, FIRST)), "acme/a");
    assertThat(new String(headers.lastHeader("dbintel-key-id").value(), StandardCharsets.US_ASCII))
        .isEqualTo("2");
    assertThat(headers.lastHeader("dbintel-signature").value()).hasSize(32);
    assertThat(problem(headers, "acme/a", 5, VALUE, FIRST, SECOND)).isNull();
    assertThat(problem(headers, "acme/a", 5, VALUE, FIRST)).isEqualTo(Problem.UNKNOWN_KEY);
  }

  @Test
  void keyTimestampAndValueAreSigned() {
    Headers headers = signed(new SigningConfig(false, List.of(FIRST)), "acme/a");
    assertThat(problem(headers, "acme/b", 5, VALUE, FIRST)).isEqualTo(Problem.BAD_SIGNATURE);
    assertThat(problem(headers, "acme", 5, VALUE, FIRST)).isEqualTo(Problem.BAD_SIGNATURE);
    assertThat(problem(headers, "acme/a", 6, VALUE, FIRST)).isEqualTo(Problem.BAD_SIGNATURE);
    assertThat(problem(headers, "acme/a", 5, new byte[0], FIRST)).isEqualTo(Problem.BAD_SIGNATURE);
    assertThat(problem(headers, "acme/a", 5, null, FIRST)).isEqualTo(Problem.BAD_SIGNATURE);
  }

  @Test
  void keyOfAnotherTenantDoesNotSpeakForThisOne() {
    Headers headers = signed(new SigningConfig(false, List.of(OTHER)), "zenith/a");
    assertThat(problem(headers, "acme/a", 5, VALUE, OTHER)).isEqualTo(Problem.UNKNOWN_KEY);
    assertThat(problem(headers, "acme/a", 5, VALUE, FIRST)).isEqualTo(Problem.BAD_SIGNATURE);
  }

  @Test
  void whatIsMissingOrStrangeIsRefusedAndNothingElseHappens() {
    assertThat(problem(new RecordHeaders(), "acme/a", 5, VALUE, FIRST)).isEqualTo(Problem.UNSIGNED);
    Headers strange = new RecordHeaders();
    strange.add("dbintel-key-id", null).add("dbintel-signature", new byte[32]);
    assertThat(problem(strange, "acme/a", 5, VALUE, FIRST)).isEqualTo(Problem.UNSIGNED);
    strange.add("dbintel-key-id", new byte[1_000_000]);
    assertThat(problem(strange, "acme/a", 5, VALUE, FIRST)).isEqualTo(Problem.UNKNOWN_KEY);
    assertThat(problem(strange, null, 5, VALUE, FIRST)).isEqualTo(Problem.UNKNOWN_KEY);
  }

  @Test
  void nothingIsRefusedWhereNothingNeedsASignature() {
    SignatureVerifier verifier = new SignatureVerifier(new SigningConfig(false, List.of(FIRST)));
    assertThat(verifier.problem(new RecordHeaders(), "acme/a", 5, VALUE)).isNull();
  }

  @Test
  void tenantWithoutAKeyIsNotSigned() {
    assertThat(signed(new SigningConfig(false, List.of(FIRST)), "zenith/a")).isEmpty();
  }

  @Test
  void configurationIsChecked() {
    assertThatThrownBy(() -> new SigningConfig(true, List.of())).hasMessageContaining("key");
    assertThatThrownBy(() -> new SigningConfig(false, List.of(FIRST, key("acme", "1", "x"))))
        .hasMessageContaining("acme with id 1");
    assertThatThrownBy(() -> new SigningKey("acme", "1", Secret.of("short")))
        .hasMessageContaining("at least 32 bytes, found 5")
        .hasMessageNotContaining("short");
    assertThat(FIRST.toString()).doesNotContain("aaa");
  }

  private static Headers signed(SigningConfig config, String recordKey) {
    Headers headers = new RecordHeaders();
    new RecordSigner(config).sign(headers, recordKey, 5, VALUE);
    return headers;
  }

  private static Problem problem(
      Headers headers, String recordKey, long timestamp, byte[] value, SigningKey... keys) {
    return new SignatureVerifier(new SigningConfig(true, List.of(keys)))
        .problem(headers, recordKey, timestamp, value);
  }

  private static SigningKey key(String tenant, String id, String letter) {
    return new SigningKey(tenant, id, Secret.of(letter.repeat(40)));
  }
}
