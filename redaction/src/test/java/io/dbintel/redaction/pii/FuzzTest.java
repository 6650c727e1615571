package io.dbintel.redaction.pii;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.pii.config.CustomDetector;
import io.dbintel.redaction.pii.config.MaskMode;
import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.pii.config.Sensitivity;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class FuzzTest {
  private static final int LONG = 100_000;

  private static final PiiScanner SCANNER =
      PiiScanner.of(
          PiiConfig.defaults()
              .withSensitivity(Sensitivity.HIGH)
              .withMask(MaskMode.PARTIAL, null)
              .withCustomDetectors(List.of(CustomDetector.of("STAFF_ID", "[A-Z]+[0-9]{4}"))));

  /** Each is a piece that some detector has to read again and again if it is written badly. */
  private static final List<String> HOSTILE =
      List.of(
          "a",
          "1",
          "0123456789",
          "4111 ",
          "4-",
          "eyJ",
          "eyJhbGciOi-",
          "eyJhbGciOi.",
          "a@",
          "a.",
          "a@b.",
          "@",
          "password=",
          "password=\"",
          "password='\\",
          "pwd={",
          "passwd=xxxx",
          "://a:",
          "://",
          "jdbc:oracle:thin:",
          "bearer ",
          "bearer ....",
          "authorization: basic ",
          "token=",
          "secret_access_key=",
          "DE89",
          "DE89 3704 ",
          "de89",
          "+1",
          "+1 (",
          "12 34/",
          "fe80:",
          "::",
          "a:",
          "0:",
          "1.2.",
          "1.2.3.4.",
          "00:1A:",
          "00-",
          "ab-",
          "Q~",
          "8Q~aaaa",
          "-----BEGIN PRIVATE KEY-----",
          "-----BEGIN ",
          "bc1q",
          "1A1zP1e",
          "0xabcdef",
          "sig=",
          "&",
          "dob 1980-",
          "ssn 123",
          "passport A12345 ",
          "ssn",
          "tel 1 ",
          "xoxb-",
          "sk-",
          "SG.a.",
          "é",
          "\uD83D",
          "\uFFFD",
          "😀",
          "\0",
          "\"",
          "\\",
          "{",
          "%",
          " ",
          "\n",
          "AB12",
          "A1b2C3d4-_");

  @Property(tries = 1_000)
  void anyTextIsScanned(@ForAll @StringLength(max = 200) String text) {
    requireSound(SCANNER.scan(text), text.length());
  }

  @Property(tries = 1_000)
  void anyAsciiTextIsScanned(
      @ForAll
          @StringLength(max = 80)
          @Chars({'0', '1', '4', 'a', 'F', 'e', '@', '.', ':', '-', ' ', '+', '=', '"', '/'})
          String text) {
    requireSound(SCANNER.scan(text), text.length());
  }

  @Property(tries = 1_000)
  void anyBytesAreScanned(@ForAll @Size(max = 200) byte[] bytes) {
    requireSound(SCANNER.scan(bytes, 0, bytes.length), bytes.length);
  }

  /**
   * Each text is so long that reading it again from every position would not end within the build.
   */
  @Example
  void longTextsOfHostilePiecesAreReadAboutOnce() {
    for (String piece : HOSTILE) {
      String text = piece.repeat(LONG / piece.length());
      requireSound(SCANNER.scan(text), text.length());
    }
  }

  @Example
  void aMegabyteOfAllHostilePiecesIsScanned() {
    String all = String.join(" ", HOSTILE);
    String text = all.repeat(1_000_000 / all.length());

    requireSound(SCANNER.scan(text), text.length());
  }

  @Example
  void longBytesAreReadAboutOnce() {
    byte[] bytes =
        ("é4111 1111 1111 1111 a@b.example " + "\uD83D\uDE00").repeat(10_000).getBytes(UTF_8);

    PiiResult result = SCANNER.scan(bytes, 0, bytes.length);

    requireSound(result, bytes.length);
    assertThat(result.counts()).containsEntry("EMAIL", 10_000);
  }

  private static void requireSound(PiiResult result, int length) {
    int end = 0;
    for (Detection detection : result.detections()) {
      assertThat(detection.start()).isGreaterThanOrEqualTo(end);
      assertThat(detection.end()).isGreaterThan(detection.start()).isLessThanOrEqualTo(length);
      end = detection.end();
    }
  }
}
