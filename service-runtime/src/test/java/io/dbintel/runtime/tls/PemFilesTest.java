package io.dbintel.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemFilesTest {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519", "Ed448"})
  void readsKeysWithLinesAndWithout(String algorithm) throws Exception {
    PrivateKey key = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
    String lines = Base64.getMimeEncoder().encodeToString(key.getEncoded());
    String line = Base64.getEncoder().encodeToString(key.getEncoded());
    assertThat(read(BEGIN + "\n" + lines + "\n" + END + "\n")).isEqualTo(key);
    assertThat(read("text before " + BEGIN + line + END)).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        BEGIN,
        BEGIN + "\nAAAA",
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----"
      })
  void whatIsCutOrOfAnotherFormIsNone(String pem) throws Exception {
    assertThat(PemFiles.pkcs8(bytes(pem))).isEmpty();
  }

  @Test
  void whatIsDamagedIsToldWithoutShowingIt() {
    assertThatThrownBy(() -> read(BEGIN + "\nAAAAA\n" + END))
        .isInstanceOf(InvalidKeySpecException.class)
        .hasMessageNotContaining("AAAA");
    assertThatThrownBy(() -> read(BEGIN + "\nAAAA\n" + END))
        .isInstanceOf(InvalidKeySpecException.class)
        .hasMessageNotContaining("AAAA");
  }

  private static PrivateKey read(String pem) throws Exception {
    return PemFiles.privateKey(PemFiles.pkcs8(bytes(pem)).orElseThrow());
  }

  private static byte[] bytes(String pem) {
    return pem.getBytes(StandardCharsets.US_ASCII);
  }
}
