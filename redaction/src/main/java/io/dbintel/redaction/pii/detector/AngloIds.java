package io.dbintel.redaction.pii.detector;

import static io.dbintel.redaction.pii.trigger.TriggerPattern.start;

import java.util.List;
import java.util.Set;

/** Personal numbers of the United States, the United Kingdom, Canada, Australia and India. */
final class AngloIds {
  private static final Set<String> NINO_NEVER = Set.of("BG", "GB", "NK", "KN", "TN", "NT", "ZZ");

  private AngloIds() {}

  static List<Detector> all() {
    return List.of(ssn(), itin(), nino(), nhs(), sin(), tfn(), aadhaar());
  }

  /** Social Security Administration: area not 000, 666 or 9xx, no part all zeros. */
  private static Detector ssn() {
    return IdRule.of("US_SSN", AngloIds::isSsn)
        .written("[0-9]{3}-[0-9]{2}-[0-9]{4}", start("[0-9]{3}-[0-9]{2}-[0-9]{4}"))
        .near(
            "[0-9]{3}[ .]?[0-9]{2}[ .]?[0-9]{4}",
            "ssn", "ssns", "ss#", "social security", "socialsecurity")
        .detector();
  }

  private static boolean isSsn(String digits) {
    return !digits.startsWith("000")
        && !digits.startsWith("666")
        && digits.charAt(0) != '9'
        && !digits.startsWith("00", 3)
        && !digits.endsWith("0000");
  }

  /** Internal Revenue Service: 9xx, fourth and fifth digit 50-65, 70-88, 90-92 or 94-99. */
  private static Detector itin() {
    return IdRule.of("US_ITIN", AngloIds::isItin)
        .written("9[0-9]{2}-[0-9]{2}-[0-9]{4}", start("9[0-9]{2}-[0-9]{2}-[0-9]{4}"))
        .near("9[0-9]{2}[ .-]?[0-9]{2}[ .-]?[0-9]{4}", "itin", "taxpayer", "tax id", "tin")
        .detector();
  }

  private static boolean isItin(String digits) {
    int group = CheckDigits.number(digits, 3, 5);
    return (group >= 50 && group <= 65)
        || (group >= 70 && group <= 88)
        || (group >= 90 && group <= 92)
        || group >= 94;
  }

  /** HM Revenue and Customs, National Insurance Manual NIM39110. */
  private static Detector nino() {
    String form = "[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?(?:[0-9]{2}[ -]?){3}[A-D]";
    return IdRule.of("UK_NINO", value -> !NINO_NEVER.contains(value.substring(0, 2)))
        .written(form, start("[A-Z]{2}[ \\-]?[0-9]{2}[ \\-]?[0-9]{2}[ \\-]?[0-9]{2}[ \\-]?[A-D]"))
        .near("(?i:" + form + ")", "nino", "national insurance", "ni number")
        .detector();
  }

  /** NHS Data Dictionary: modulus 11 with weights 10 to 2. */
  private static Detector nhs() {
    return IdRule.of("UK_NHS", AngloIds::isNhs)
        .near("[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}", "nhs", "national health")
        .detector();
  }

  private static boolean isNhs(String digits) {
    int check = 11 - CheckDigits.weighted(digits, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
    return (check == 11 ? 0 : check) == CheckDigits.digit(digits, 9)
        && !CheckDigits.allSame(digits);
  }

  /** Canada, Social Insurance Number: Luhn; 0 and 8 are not assigned to persons. */
  private static Detector sin() {
    return IdRule.of("CA_SIN", AngloIds::isSin)
        .written("[0-9]{3}-[0-9]{3}-[0-9]{3}", start("[0-9]{3}-[0-9]{3}-[0-9]{3}"))
        .near(
            "[0-9]{3}[ ]?[0-9]{3}[ ]?[0-9]{3}",
            "sin", "nas", "social insurance", "assurance sociale")
        .detector();
  }

  private static boolean isSin(String digits) {
    return digits.charAt(0) != '0'
        && digits.charAt(0) != '8'
        && CheckDigits.luhn(digits)
        && !CheckDigits.allSame(digits);
  }

  /** Australia, Tax File Number: weighted sum divisible by 11. */
  private static Detector tfn() {
    return IdRule.of(
            "AU_TFN",
            digits ->
                CheckDigits.weighted(digits, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0
                    && !CheckDigits.allSame(digits))
        .near("[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{3}", "tfn", "tax file")
        .detector();
  }

  /** India, Aadhaar: Verhoeff, first digit 2 to 9. */
  private static Detector aadhaar() {
    return IdRule.of(
            "IN_AADHAAR", digits -> CheckDigits.verhoeff(digits) && !CheckDigits.allSame(digits))
        .written("[2-9][0-9]{3} [0-9]{4} [0-9]{4}", start("[2-9][0-9]{3} [0-9]{4} [0-9]{4}"))
        .near("[2-9][0-9]{3}-?[0-9]{4}-?[0-9]{4}", "aadhaar", "aadhar", "uidai")
        .detector();
  }
}
