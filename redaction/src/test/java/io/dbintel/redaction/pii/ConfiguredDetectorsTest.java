package io.dbintel.redaction.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.redaction.pii.config.AllowRule;
import io.dbintel.redaction.pii.config.CheckRule;
import io.dbintel.redaction.pii.config.CustomDetector;
import io.dbintel.redaction.pii.config.MaskMode;
import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.pii.config.Sensitivity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredDetectorsTest {

  private static PiiScanner with(CustomDetector... detectors) {
    return PiiScanner.of(
        PiiConfig.defaults()
            .withSensitivity(Sensitivity.LOW)
            .withCustomDetectors(List.of(detectors)));
  }

  private static CustomDetector low(
      String pattern, boolean ignoreCase, Boolean wholeWord, List<String> words, CheckRule check) {
    return new CustomDetector(
        "STAFF_ID", pattern, ignoreCase, wholeWord, words, check, Sensitivity.LOW);
  }

  @Test
  void findsWholeWordsByDefault() {
    PiiScanner scanner = with(low("EMP-[0-9]{5}", false, null, null, null));

    assertThat(scanner.scan("by EMP-12345, not XEMP-12345 or EMP-123456 or emp-12345").masked())
        .isEqualTo("by <STAFF_ID>, not XEMP-12345 or EMP-123456 or emp-12345");
  }

  @Test
  void findsPartsOfWordsAndAnyCaseIfAsked() {
    PiiScanner scanner = with(low("emp[0-9]{3}", true, false, null, null));

    assertThat(scanner.scan("xEMP1234").masked()).isEqualTo("x<STAFF_ID>4");
  }

  @Test
  void needsOneOfItsKeyWordsCloseBy() {
    PiiScanner scanner = with(low("[0-9]{6}", false, true, List.of("badge", "staff no"), null));

    assertThat(scanner.scan("badge 123456").counts()).isEqualTo(Map.of("STAFF_ID", 1));
    assertThat(scanner.scan("123456 is the Staff-No").clean()).isFalse();
    assertThat(scanner.scan("rows 123456").clean()).isTrue();
    assertThat(scanner.scan("badge" + " ".repeat(60) + "123456").clean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "LUHN, 79927398713, 79927398714",
    "VERHOEFF, 2363, 2364",
    "MOD_97, 79444, 79445",
    "NONE, 1, x",
  })
  void checksDigits(CheckRule check, String valid, String invalid) {
    PiiScanner scanner = with(low("[0-9]{1,20}", false, true, null, check));

    assertThat(scanner.scan("id " + valid).clean()).isFalse();
    assertThat(scanner.scan("id " + invalid).clean()).isTrue();
  }

  @Test
  void namesTheOverlapWithABuiltInDetector() {
    PiiScanner scanner = with(low("card [0-9]{16}", false, true, null, null));

    assertThat(scanner.scan("card 4111111111111111").masked()).isEqualTo("<STAFF_ID>");
  }

  @Test
  void runsFromItsSensitivityOn() {
    CustomDetector medium = CustomDetector.of("STAFF_ID", "EMP[0-9]{3}");

    assertThat(with(medium).scan("EMP123").clean()).isTrue();
    assertThat(
            PiiScanner.of(PiiConfig.defaults().withCustomDetectors(List.of(medium)))
                .scan("EMP123")
                .clean())
        .isFalse();
  }

  @Test
  void neverCutsASurrogatePair() {
    PiiScanner scanner = with(low("[^a]{2}b", false, false, null, null));

    assertThat(scanner.scan("aa😀xb").masked()).isEqualTo("aa<STAFF_ID>");
    assertThat(scanner.scan("a😀b").clean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "(a|b)*a(a|b){20} => compile budget",
        "(?<=x)y => look-around",
        "(?i)x => inline flags",
        "a*? => lazy",
        "a++ => possessive",
        "^abc => anchor ^",
        "abc$ => anchor $",
        "(a)\\1 => escape \\1",
        "\\bx => escape \\b",
        "x* => empty text",
        "a{2000}{20} => quantifier on a quantifier",
        "(a{2000}){20} => more than 10000 characters",
        "a{,3} => {n}",
        "[z-a] => backwards",
        "[abc => closed by ]",
        "[!-\\- => closed by ]",
        "[] => empty",
        "x\\ => lone backslash",
        "(x => refused",
        "x) => refused",
        "[^\\d\\D] => escape \\D",
      })
  void aBadPatternIsRefusedWithItsReason(String pattern, String reason) {
    assertThatThrownBy(() -> CustomDetector.of("STAFF_ID", pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("STAFF_ID")
        .hasMessageContaining(reason);
  }

  @Test
  void aPatternTooLongOrEmptyIsRefused() {
    assertThatThrownBy(() -> CustomDetector.of("STAFF_ID", "x".repeat(1_001)))
        .hasMessageContaining("1001 characters long");
    assertThatThrownBy(() -> CustomDetector.of("STAFF_ID", "")).hasMessageContaining("empty");
    assertThatThrownBy(() -> CustomDetector.of("STAFF_ID", null)).hasMessageContaining("empty");
    assertThatThrownBy(() -> CustomDetector.of("staff", "x")).hasMessageContaining("'staff'");
  }

  @Test
  void repetitionsSideBySideAreNotMultiplied() {
    assertThatCode(() -> CustomDetector.of("STAFF_ID", "([0-9]{4} ){3}[0-9]{4}[A-Z]{3}[0-9]{30}"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "a.c => abc => ac",
        "a\\.c => a.c => abc",
        "\"<#@~&>\" => \"<#@~&>\" => <#@~&>",
        "[\\]\\-x]{2} => ]- => ab",
        "[+-\\-]{2} => ,- => .-",
        "(?:ab|cd)+ => abcd => ac",
        "\\w\\s\\d => a 1 => a1",
        "a\\tb => a\tb => a b",
        "[^0-9]{3}7 => abc7 => ab17",
        "x{2,3}y? => xx => x",
        "é+ => éé => e",
        "a] => a] => a",
      })
  void readsThePatternLanguage(String pattern, String matching, String other) {
    PiiScanner scanner = with(low(pattern, false, false, null, null));

    assertThat(scanner.scan(matching).detections())
        .containsExactly(new Detection("STAFF_ID", 0, matching.length()));
    assertThat(scanner.scan(other).clean()).isTrue();
  }

  @Test
  void patternsThatTogetherGoOverTheBudgetAreRefused() {
    List<CustomDetector> many = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      many.add(
          new CustomDetector(
              "KIND_" + i,
              "[" + (char) ('a' + i) + "-z]{14}" + i,
              false,
              false,
              null,
              null,
              Sensitivity.LOW));
    }

    assertThatThrownBy(() -> with(many.toArray(CustomDetector[]::new)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("begin with a literal");
  }

  @Test
  void unknownTypesAreRefused() {
    PiiConfig masks =
        new PiiConfig(
            null, null, Map.of("E_MAIL", MaskMode.REDACT), null, null, null, null, null, null);
    PiiConfig disabled =
        new PiiConfig(null, null, null, Set.of("PHONES"), null, null, null, null, null);
    PiiConfig allow = PiiConfig.defaults().withAllow(List.of(new AllowRule("IP", "10[.].*")));
    PiiConfig region = new PiiConfig(null, null, null, null, List.of("UK"), null, null, null, null);

    assertThatThrownBy(() -> PiiScanner.of(masks)).hasMessageContaining("'E_MAIL'");
    assertThatThrownBy(() -> PiiScanner.of(disabled)).hasMessageContaining("'PHONES'");
    assertThatThrownBy(() -> PiiScanner.of(allow)).hasMessageContaining("'IP'");
    assertThatThrownBy(() -> PiiScanner.of(region)).hasMessageContaining("'UK'");
  }
}
