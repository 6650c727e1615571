package io.dbintel.redaction.pii.detector;

import static io.dbintel.redaction.pii.detector.CheckDigits.allSame;
import static io.dbintel.redaction.pii.detector.CheckDigits.digit;
import static io.dbintel.redaction.pii.detector.CheckDigits.isDate;
import static io.dbintel.redaction.pii.detector.CheckDigits.luhn;
import static io.dbintel.redaction.pii.detector.CheckDigits.number;
import static io.dbintel.redaction.pii.detector.CheckDigits.weighted;
import static io.dbintel.redaction.pii.trigger.TriggerPattern.start;

import java.util.List;

/** Personal numbers of Northern and Eastern Europe, Latin America, East Asia and South Africa. */
final class FurtherIds {
  private static final String HETU_CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY";
  private static final String CURP_VALUES = "0123456789ABCDEFGHIJKLMN\u00d1OPQRSTUVWXYZ";
  private static final String CHINESE_CHECKS = "10X98765432";

  /** Numbers of births from this month on carry no check digit. */
  private static final int KOREA_UNCHECKED = 2020_10;

  private FurtherIds() {}

  static List<Detector> all() {
    return List.of(
        finland(),
        sweden(),
        norway(),
        poland(),
        turkey(),
        brazil(),
        mexico(),
        china(),
        korea(),
        southAfrica());
  }

  /** Personnummer: Luhn over the last ten digits; coordination numbers add 60 to the day. */
  private static Detector sweden() {
    return IdRule.of("SE_PERSONNUMMER", FurtherIds::isSwedish)
        .written("(?:19|20)?[0-9]{6}[-+][0-9]{4}", start("([0-9]{2})?[0-9]{6}[\\-+][0-9]{4}"))
        .near("(?:19|20)?[0-9]{10}", "personnummer", "personal identity", "samordningsnummer")
        .detector();
  }

  private static boolean isSwedish(String value) {
    String digits = value.substring(value.length() - 10);
    int day = number(digits, 4, 6);
    return isDate(number(digits, 0, 2), number(digits, 2, 4), day > 60 ? day - 60 : day)
        && luhn(digits);
  }

  /**
   * Henkilotunnus: check character is the nine digits modulo 31 (Digital and Population Agency).
   */
  private static Detector finland() {
    return IdRule.of("FI_HETU", FurtherIds::isFinnish)
        .written(
            "[0-9]{6}[-+YXWVUABCDEF][0-9]{3}[0-9A-FHJ-NPR-Y]",
            start("[0-9]{6}[\\-+U-YA-F][0-9]{3}[0-9A-Y]"))
        .detector();
  }

  private static boolean isFinnish(String compact) {
    String digits = compact.substring(0, 6) + compact.substring(compact.length() - 4);
    int body = number(digits, 0, 9);
    return isDate(number(digits, 4, 6), number(digits, 2, 4), number(digits, 0, 2))
        && HETU_CHECKS.charAt(body % 31) == digits.charAt(9);
  }

  /** Fodselsnummer: two check digits modulo 11; D numbers add 40 to the day (Skatteetaten). */
  private static Detector norway() {
    return IdRule.of("NO_FODSELSNUMMER", FurtherIds::isNorwegian)
        .written("[0-9]{6} [0-9]{5}", start("[0-9]{6} [0-9]{5}"))
        .near("[0-9]{11}", "fodselsnummer", "f\u00f8dselsnummer", "personnummer", "fnr")
        .detector();
  }

  private static boolean isNorwegian(String digits) {
    int day = number(digits, 0, 2);
    int first = (11 - weighted(digits, 3, 7, 6, 1, 8, 9, 4, 5, 2) % 11) % 11;
    int second = (11 - weighted(digits, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11) % 11;
    return isDate(number(digits, 4, 6), number(digits, 2, 4), day > 40 ? day - 40 : day)
        && first == digit(digits, 9)
        && second == digit(digits, 10);
  }

  /** PESEL: weights 1, 3, 7, 9; the month also says the century. */
  private static Detector poland() {
    return IdRule.of("PL_PESEL", FurtherIds::isPolish).near("[0-9]{11}", "pesel").detector();
  }

  private static boolean isPolish(String digits) {
    int sum = weighted(digits, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3);
    return isDate(number(digits, 0, 2), number(digits, 2, 4) % 20, number(digits, 4, 6))
        && (10 - sum % 10) % 10 == digit(digits, 10);
  }

  /** T.C. Kimlik: tenth digit from odd and even sums, eleventh from the sum of ten. */
  private static Detector turkey() {
    return IdRule.of("TR_KIMLIK", FurtherIds::isTurkish)
        .near("[1-9][0-9]{10}", "kimlik", "tckn", "tc no", "turkish id")
        .detector();
  }

  private static boolean isTurkish(String digits) {
    int odd = weighted(digits, 1, 0, 1, 0, 1, 0, 1, 0, 1);
    int even = weighted(digits, 0, 1, 0, 1, 0, 1, 0, 1);
    int ten = Math.floorMod(odd * 7 - even, 10);
    return ten == digit(digits, 9) && (odd + even + ten) % 10 == digit(digits, 10);
  }

  /** CPF: two check digits modulo 11 (Receita Federal). */
  private static Detector brazil() {
    return IdRule.of("BR_CPF", FurtherIds::isBrazilian)
        .written(
            "[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}-[0-9]{2}",
            start("[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}\\-[0-9]{2}"))
        .near("[0-9]{9}-?[0-9]{2}", "cpf", "cadastro de pessoas")
        .detector();
  }

  private static boolean isBrazilian(String digits) {
    int first = weighted(digits, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
    int second = weighted(digits, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
    return first == digit(digits, 9) && second == digit(digits, 10) && !allSame(digits);
  }

  /** CURP: 18 characters, birth date inside, check digit modulo 10 (RENAPO). */
  private static Detector mexico() {
    String form = "[A-Z][AEIOUX][A-Z]{2}[0-9]{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[0-9A-Z][0-9]";
    return IdRule.of("MX_CURP", FurtherIds::isMexican)
        .written(form, start("[A-Z]{4}[0-9]{6}[HMX][A-Z]{2}"))
        .detector();
  }

  private static boolean isMexican(String value) {
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += CURP_VALUES.indexOf(value.charAt(i)) * (18 - i);
    }
    return isDate(number(value, 4, 6), number(value, 6, 8), number(value, 8, 10))
        && (10 - sum % 10) % 10 == digit(value, 17);
  }

  /** Resident identity number: ISO 7064 MOD 11-2 (GB 11643-1999). */
  private static Detector china() {
    return IdRule.of("CN_RESIDENT_ID", FurtherIds::isChinese)
        .written("[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx]", start("[1-9][0-9]{5}(19|20)[0-9]{6}"))
        .detector();
  }

  private static boolean isChinese(String value) {
    int sum = weighted(value, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
    return isDate(number(value, 6, 10), number(value, 10, 12), number(value, 12, 14))
        && CHINESE_CHECKS.charAt(sum % 11) == value.charAt(17);
  }

  /** Resident registration number: a birth date, modulus 11; random since October 2020. */
  private static Detector korea() {
    return IdRule.of("KR_RRN", FurtherIds::isKorean)
        .written("[0-9]{6}-[1-8][0-9]{6}", start("[0-9]{6}\\-[1-8][0-9]{6}"))
        .near("[0-9]{6}[1-8][0-9]{6}", "rrn", "resident registration", "\uc8fc\ubbfc\ub4f1\ub85d")
        .detector();
  }

  private static boolean isKorean(String digits) {
    int century = "3478".indexOf(digits.charAt(6)) < 0 ? 1900 : 2000;
    int year = century + number(digits, 0, 2);
    int month = number(digits, 2, 4);
    if (!isDate(year, month, number(digits, 4, 6))) {
      return false;
    }
    int rest = 11 - weighted(digits, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5) % 11;
    int foreign = "5678".indexOf(digits.charAt(6)) < 0 ? 0 : 2;
    return (rest + foreign) % 10 == digit(digits, 12) || year * 100 + month >= KOREA_UNCHECKED;
  }

  /** South African identity number: birth date, citizenship, Luhn. */
  private static Detector southAfrica() {
    return IdRule.of(
            "ZA_ID",
            digits ->
                isDate(number(digits, 0, 2), number(digits, 2, 4), number(digits, 4, 6))
                    && luhn(digits))
        .near(
            "[0-9]{10}[012][89][0-9]|[0-9]{6} [0-9]{4} [012][89][0-9]",
            "id number", "identity number", "identity", "south african", "rsa id")
        .detector();
  }
}
