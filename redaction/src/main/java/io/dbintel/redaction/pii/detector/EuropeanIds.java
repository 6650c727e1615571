package io.dbintel.redaction.pii.detector;

import static io.dbintel.redaction.pii.detector.CheckDigits.allSame;
import static io.dbintel.redaction.pii.detector.CheckDigits.digit;
import static io.dbintel.redaction.pii.detector.CheckDigits.number;
import static io.dbintel.redaction.pii.detector.CheckDigits.weighted;
import static io.dbintel.redaction.pii.trigger.TriggerPattern.start;
import static io.dbintel.redaction.pii.trigger.TriggerPattern.word;

import io.dbintel.redaction.pii.trigger.TriggerLane;
import java.util.List;

/** Personal numbers of continental Western Europe; each method names the issuing body's rule. */
final class EuropeanIds {
  private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

  private EuropeanIds() {}

  static List<Detector> all() {
    return List.of(
        spain(), italy(), france(), germany(), netherlands(), belgium(), switzerland(), portugal());
  }

  /** DNI and NIE: the letter is the number modulo 23 (Real Decreto 1553/2005). */
  private static Detector spain() {
    return IdRule.of("ES_NIF", EuropeanIds::isSpanish)
        .written(
            "[0-9]{8}-?[A-HJ-NP-TV-Z]|[XYZ]-?[0-9]{7}-?[A-HJ-NP-TV-Z]",
            start("[0-9XYZ]\\-?[0-9]{7}\\-?[A-Z]"))
        .detector();
  }

  private static boolean isSpanish(String value) {
    String digits = value.substring(0, 8).replace('X', '0').replace('Y', '1').replace('Z', '2');
    return DNI_LETTERS.charAt(Integer.parseInt(digits) % 23) == value.charAt(8)
        && !digits.equals("00000000");
  }

  /** Codice fiscale: check letter of Decreto 23-12-1976; digits may be omocodia letters. */
  private static Detector italy() {
    String form = "[A-Z]{6}[0-9]{2}[A-EHLMPRST][0-9]{2}[A-Z][0-9]{3}[A-Z]";
    String letters = "[A-Z]{6}[0-9L-NP-V]{2}[A-EHLMPRST][0-9L-NP-V]{2}[A-Z][0-9L-NP-V]{3}[A-Z]";
    return IdRule.of("IT_CODICE_FISCALE", ItalianTaxCode::isValid)
        .written("(?i:" + form + ")", word("[A-Z]{6}[0-9]{2}[A-EHLMPRST][0-9]{2}[A-Z]"))
        .near("(?i:" + letters + ")", "codice fiscale")
        .detector();
  }

  /** NIR: 97 minus the number modulo 97; Corsica's 2A and 2B count as 19 and 18 (INSEE). */
  private static Detector france() {
    return IdRule.of("FR_NIR", EuropeanIds::isFrench)
        .written(
            "[12] ?[0-9]{2} ?(?:0[1-9]|1[0-2]|[2-9][0-9]) ?(?:[0-9]{2}|2[AB]) ?[0-9]{3} ?[0-9]{3}"
                + " ?[0-9]{2}",
            start(
                "[12] ?[0-9]{2} ?(0[1-9]|1[0-2]|[2-9][0-9]) ?[0-9]{2} ?[0-9]{3} ?[0-9]{3}"
                    + " ?[0-9]{2}",
                TriggerLane.LONG_DIGITS),
            start("[12] ?[0-9]{2} ?[0-9]{2} ?2[AB]"))
        .detector();
  }

  private static boolean isFrench(String value) {
    String digits = value.replace("2A", "19").replace("2B", "18");
    if (!digits.chars().allMatch(Character::isDigit)) {
      return false;
    }
    long body = Long.parseLong(digits, 0, 13, 10);
    return 97 - body % 97 == number(digits, 13, 15);
  }

  /** Steuer-Identifikationsnummer: ISO 7064 MOD 11,10; one digit repeats (BZSt). */
  private static Detector germany() {
    return IdRule.of("DE_STEUER_ID", EuropeanIds::isGerman)
        .written(
            "[1-9][0-9] [0-9]{3} [0-9]{3} [0-9]{3}", start("[1-9][0-9] [0-9]{3} [0-9]{3} [0-9]{3}"))
        .near(
            "[1-9][0-9][ /]?[0-9]{3}[ /]?[0-9]{3}[ /]?[0-9]{3}",
            "steuer", "idnr", "tax id", "identifikationsnummer", "tin")
        .detector();
  }

  private static boolean isGerman(String digits) {
    long distinct = digits.substring(0, 10).chars().distinct().count();
    return (distinct == 9 || distinct == 8) && CheckDigits.mod11Comma10(digits);
  }

  /** Burgerservicenummer: the "11 test" with last weight -1. */
  private static Detector netherlands() {
    return IdRule.of(
            "NL_BSN",
            digits -> weighted(digits, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0 && !allSame(digits))
        .near(
            "[0-9]{3}[. ]?[0-9]{3}[. ]?[0-9]{3}|[0-9]{4}\\.[0-9]{2}\\.[0-9]{3}",
            "bsn", "burgerservice", "sofinummer")
        .detector();
  }

  /** Rijksregisternummer: 97 minus the first nine digits modulo 97, with 2 before from 2000 on. */
  private static Detector belgium() {
    return IdRule.of("BE_NATIONAL_NUMBER", EuropeanIds::isBelgian)
        .written(
            "[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}-[0-9]{3}\\.[0-9]{2}",
            start("[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}\\-[0-9]{3}\\.[0-9]{2}"))
        .near("[0-9]{11}", "rijksregister", "registre national", "national number", "insz", "niss")
        .detector();
  }

  private static boolean isBelgian(String digits) {
    long body = Long.parseLong(digits, 0, 9, 10);
    int check = number(digits, 9, 11);
    boolean date = number(digits, 2, 4) <= 52 && number(digits, 4, 6) <= 31;
    return date && (97 - body % 97 == check || 97 - (2_000_000_000L + body) % 97 == check);
  }

  /** AHV number: EAN-13 with prefix 756 (Zentrale Ausgleichsstelle). */
  private static Detector switzerland() {
    return IdRule.of("CH_AHV", EuropeanIds::isSwiss)
        .written("756\\.?[0-9]{4}\\.?[0-9]{4}\\.?[0-9]{2}", start("756\\.?[0-9]{4}\\.?[0-9]{4}"))
        .detector();
  }

  private static boolean isSwiss(String digits) {
    int sum = weighted(digits, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3);
    return (10 - sum % 10) % 10 == digit(digits, 12);
  }

  /** Numero de identificacao fiscal of persons: modulus 11 with weights 9 to 2. */
  private static Detector portugal() {
    return IdRule.of("PT_NIF", EuropeanIds::isPortuguese)
        .near("[1-3][0-9]{2} ?[0-9]{3} ?[0-9]{3}", "nif", "contribuinte")
        .detector();
  }

  private static boolean isPortuguese(String digits) {
    int rest = weighted(digits, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
    return (rest < 2 ? 0 : 11 - rest) == digit(digits, 8) && !allSame(digits);
  }
}
