package io.dbintel.runtime.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DigestTest {

  /** First example of FIPS 180-2, appendix B.1. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void isTheStandardsDigest() {
    Digest digest = Digest.of("abc");
    assertThat(HexFormat.of().formatHex(digest.bytes())).isEqualTo(ABC);
    assertThat(digest.firstInt()).isEqualTo(0xba7816bf);
    assertThat(digest.firstLong()).isEqualTo(0xba7816bf8f01cfeaL);
  }

  @Test
  void textIsUtf8() {
    assertThat(Digest.of("ü")).isEqualTo(Digest.of("ü".getBytes(StandardCharsets.UTF_8)));
    assertThat(Digest.of("ü")).hasSameHashCodeAs(Digest.of("ü")).isNotEqualTo(Digest.of("u"));
  }

  @Test
  void givesAwayNoReferenceToItsBytes() {
    Digest digest = Digest.of("abc");
    digest.bytes()[0] = 0;
    assertThat(digest).isEqualTo(Digest.of("abc"));
  }
}
