package io.dbintel.redaction.pii;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.dbintel.redaction.pii.config.AllowRule;
import io.dbintel.redaction.pii.config.HmacKey;
import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.pii.config.Sensitivity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ScannerTest {
  private static final PiiScanner SCANNER = PiiScanner.of(PiiConfig.defaults());

  @Test
  void aCleanTextIsTheSharedResult() {
    PiiResult result = SCANNER.scan("select 1");

    assertThat(result).isSameAs(PiiResult.CLEAN);
    assertThat(result.text("select 1")).isEqualTo("select 1");
    assertThat(result.detections()).isEmpty();
    assertThatThrownBy(result::masked).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aTextWithATriggerAndNoValueIsClean() {
    assertThat(SCANNER.scan("password = ? and a@b")).isSameAs(PiiResult.CLEAN);
    byte[] bytes = "id 1234567890123".getBytes(UTF_8);
    assertThat(SCANNER.scan(bytes, 0, bytes.length)).isSameAs(PiiResult.CLEAN);
  }

  @Test
  void countsByType() {
    PiiResult result = SCANNER.scan("a@example.com b@example.com 203.0.113.77");

    assertThat(result.counts()).isEqualTo(Map.of("EMAIL", 2, "IPV4", 1));
    assertThat(result.text("original")).isEqualTo("<EMAIL> <EMAIL> <IPV4>");
  }

  @Test
  void offsetsAreUtf16UnitsInTexts() {
    assertThat(SCANNER.scan("😀ü mail a@example.com").detections())
        .containsExactly(new Detection("EMAIL", 9, 22));
  }

  @Test
  void offsetsAreBytesFromTheOffsetInBytes() {
    byte[] bytes = "xx😀ü mail a@example.com yy".getBytes(UTF_8);

    PiiResult result = SCANNER.scan(bytes, 2, bytes.length - 2);

    assertThat(result.detections()).containsExactly(new Detection("EMAIL", 12, 25));
    assertThat(result.masked()).isEqualTo("😀ü mail <EMAIL> yy");
    assertThat(new String(bytes, 2 + 12, 13, UTF_8)).isEqualTo("a@example.com");
  }

  @Test
  void theRangeBoundsTheScan() {
    byte[] bytes = "a@example.com".getBytes(UTF_8);

    assertThat(SCANNER.scan(bytes, 0, 5).clean()).isTrue();
    assertThat(SCANNER.scan(bytes, 3, bytes.length - 3).clean()).isTrue();
  }

  @Test
  void malformedBytesShiftNoOffset() {
    byte[] value = "a@example.com".getBytes(UTF_8);
    int[][] prefixes = {
      {0xFF},
      {0xC3},
      {0xE2, 0x82},
      {0xF0, 0x9F, 0x98},
      {0xED, 0xA0, 0x80},
      {0xC0, 0x80},
      {0xF4, 0x90, 0x80, 0x80},
      {0xE0, 0x80, 0x80},
      {0xF0, 0x80, 0x80, 0x80},
      {0x80, 0x80},
      {0xEF, 0xBF, 0xBD},
      {0xF5, 0x80},
    };
    for (int[] prefix : prefixes) {
      byte[] bytes = new byte[prefix.length + 1 + value.length];
      for (int i = 0; i < prefix.length; i++) {
        bytes[i] = (byte) prefix[i];
      }
      bytes[prefix.length] = ' ';
      System.arraycopy(value, 0, bytes, prefix.length + 1, value.length);

      PiiResult result = SCANNER.scan(bytes, 0, bytes.length);

      assertThat(result.detections())
          .containsExactly(new Detection("EMAIL", prefix.length + 1, bytes.length));
      boolean wellFormed = prefix[0] == 0xEF;
      assertThat(result.masked())
          .isEqualTo("\uFFFD".repeat(wellFormed ? 1 : prefix.length) + " <EMAIL>");
    }
  }

  @Test
  void loneSurrogatesAreKept() {
    String text = "\uD83D a@example.com \uDE00";

    assertThat(SCANNER.scan(text).masked()).isEqualTo("\uD83D <EMAIL> \uDE00");
    assertThat(SCANNER.scan("\uD83D\uD83D 1 \uDE00").clean()).isTrue();
  }

  @Test
  void allowedValuesAreLeftAlone() {
    PiiScanner scanner =
        PiiScanner.of(
            PiiConfig.defaults()
                .withAllow(
                    List.of(
                        new AllowRule("EMAIL", ".*@support\\.example\\.com"),
                        new AllowRule(null, "203\\.0\\.113\\.[0-9]+"),
                        new AllowRule(" ", "192\\.0\\.2\\.1"))));

    assertThat(
            scanner
                .scan("Help@support.example.com me@example.com 203.0.113.9 192.0.2.1 192.0.2.17")
                .masked())
        .isEqualTo("Help@support.example.com <EMAIL> 203.0.113.9 192.0.2.1 <IPV4>");
    assertThatThrownBy(() -> new AllowRule("EMAIL", " ")).hasMessageContaining("no value");
    assertThatThrownBy(() -> new AllowRule("EMAIL", "a(")).hasMessageContaining("allow rule");
    assertThatThrownBy(() -> new AllowRule("e", "a")).hasMessageContaining("'e'");
  }

  @Test
  void disabledTypesAreLeftAlone() {
    PiiScanner scanner =
        PiiScanner.of(
            new PiiConfig(null, null, null, Set.of("EMAIL"), null, null, null, null, null));

    assertThat(scanner.scan("a@example.com 203.0.113.9").masked())
        .isEqualTo("a@example.com <IPV4>");
  }

  @Test
  void eachSensitivityFindsWhatTheLowerOnesFind() {
    String text = "4111111111111111 a@example.com dial (650) 253-0000";

    assertThat(at(Sensitivity.LOW).scan(text).counts()).containsOnlyKeys("PAYMENT_CARD");
    assertThat(at(Sensitivity.MEDIUM).scan(text).counts())
        .containsOnlyKeys("PAYMENT_CARD", "EMAIL");
    assertThat(at(Sensitivity.HIGH).scan(text).counts())
        .containsOnlyKeys("PAYMENT_CARD", "EMAIL", "PHONE");
  }

  private static PiiScanner at(Sensitivity sensitivity) {
    return PiiScanner.of(PiiConfig.defaults().withSensitivity(sensitivity));
  }

  @Test
  void nationalNumbersFollowTheConfiguredRegions() {
    PiiScanner german =
        PiiScanner.of(new PiiConfig(null, null, null, null, List.of("DE"), null, null, null, null));
    PiiScanner none =
        PiiScanner.of(new PiiConfig(null, null, null, null, List.of(), null, null, null, null));

    assertThat(german.scan("tel 030 901820").masked()).isEqualTo("tel <PHONE>");
    assertThat(SCANNER.scan("tel 030 901820").clean()).isTrue();
    assertThat(none.scan("tel (650) 253-0000").clean()).isTrue();
    assertThat(none.scan("tel +441632960961").masked()).isEqualTo("tel <PHONE>");
  }

  @Test
  void nothingSaysAValue() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Level level = root.getLevel();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
    try {
      PiiResult result = SCANNER.scan("jane@example.com 4111111111111111 tel (650) 253-0000");

      assertThat(result + " " + result.detections())
          .isEqualTo(
              "PiiResult{EMAIL=1, PAYMENT_CARD=1, PHONE=1} [Detection[type=EMAIL, start=0, end=16],"
                  + " Detection[type=PAYMENT_CARD, start=17, end=33], Detection[type=PHONE,"
                  + " start=38, end=52]]");
      assertThat(log.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .noneMatch(
              said -> said.contains("jane") || said.contains("4111") || said.contains("650"));
    } finally {
      root.setLevel(level);
      root.detachAppender(log);
    }
  }

  @Test
  void theKeyIsNeverPrinted() {
    HmacKey key = new HmacKey(3, "correct horse battery staple");

    assertThat(key).hasToString("HmacKey[version=3, secret=****]");
    assertThat(new PiiConfig(null, null, null, null, null, null, null, null, key).toString())
        .doesNotContain("horse");
    assertThatThrownBy(() -> new HmacKey(1, "too short"))
        .hasMessageContaining("16 bytes")
        .hasMessageNotContaining("too short");
    assertThatThrownBy(() -> new HmacKey(0, "correct horse battery staple"))
        .hasMessageContaining("version is 0")
        .hasMessageNotContaining("horse");
    assertThatThrownBy(() -> new HmacKey(1, null)).hasMessageContaining("16 bytes");
  }
}
