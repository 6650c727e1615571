package io.dbintel.redaction.pii.detector;

import java.util.List;

/**
 * Issuer identification ranges of payment cards with the lengths in use (ISO/IEC 7812 and the
 * networks' published ranges). A length that a network allows but hardly issues counts only where
 * the digits are grouped like a card's: bare numbers of 17 to 19 digits are mostly identifiers.
 */
final class IssuerRanges {
  private static final int PREFIX_DIGITS = 4;

  /** Of the first four digits. */
  private record Range(int low, int high, int minLength, int maxLength, int maxBareLength) {
    static Range of(int low, int high, int minLength, int maxLength, int maxBareLength) {
      int unit = 1;
      while (low * unit * 10 < 10_000) {
        unit *= 10;
      }
      return new Range(low * unit, high * unit + unit - 1, minLength, maxLength, maxBareLength);
    }

    boolean holds(int prefix, int length, boolean grouped) {
      return prefix >= low
          && prefix <= high
          && length >= minLength
          && length <= (grouped ? maxLength : maxBareLength);
    }
  }

  private static final List<Range> RANGES =
      List.of(
          Range.of(4, 4, 13, 19, 16), // Visa
          Range.of(4, 4, 19, 19, 19), // Visa
          Range.of(51, 55, 16, 16, 16), // Mastercard
          Range.of(2221, 2720, 16, 16, 16), // Mastercard
          Range.of(34, 34, 15, 15, 15), // American Express
          Range.of(37, 37, 15, 15, 15), // American Express
          Range.of(300, 305, 14, 19, 16), // Diners Club
          Range.of(306, 309, 14, 14, 0), // Diners Club, before 2010
          Range.of(3088, 3094, 16, 16, 16), // JCB, before 2000, as the five that follow
          Range.of(3096, 3102, 16, 16, 16),
          Range.of(3112, 3120, 16, 16, 16),
          Range.of(3137, 3137, 16, 16, 16),
          Range.of(3158, 3159, 16, 16, 16),
          Range.of(3337, 3349, 16, 16, 16),
          Range.of(3095, 3095, 14, 19, 16), // Diners Club
          Range.of(36, 36, 14, 19, 16), // Diners Club
          Range.of(38, 39, 14, 19, 16), // Diners Club
          Range.of(6011, 6011, 16, 19, 16), // Discover
          Range.of(644, 649, 16, 19, 16), // Discover
          Range.of(65, 65, 16, 19, 16), // Discover, RuPay, Elo
          Range.of(60, 60, 16, 16, 16), // RuPay, Hipercard
          Range.of(3528, 3589, 16, 19, 16), // JCB
          Range.of(2131, 2131, 15, 15, 15), // JCB
          Range.of(1800, 1800, 15, 15, 15), // JCB
          Range.of(62, 62, 15, 19, 19), // UnionPay
          Range.of(81, 82, 16, 19, 16), // UnionPay, RuPay
          Range.of(2200, 2204, 16, 19, 16), // Mir
          Range.of(50, 50, 12, 19, 16), // Maestro, Dankort, Verve, Elo
          Range.of(56, 58, 12, 19, 16), // Maestro, Bankcard
          Range.of(61, 61, 12, 19, 16), // Maestro
          Range.of(63, 63, 12, 19, 16), // Maestro, Switch, Solo, InstaPayment
          Range.of(66, 69, 12, 19, 16), // Maestro
          Range.of(9792, 9792, 16, 16, 16), // Troy
          Range.of(122, 122, 15, 15, 15), // UATP, AirPlus
          Range.of(1, 1, 15, 15, 0)); // UATP

  private IssuerRanges() {}

  /** True if some network issues numbers of this prefix and length. */
  static boolean issued(String digits, boolean grouped) {
    int prefix = CheckDigits.number(digits, 0, PREFIX_DIGITS);
    for (Range range : RANGES) {
      if (range.holds(prefix, digits.length(), grouped)) {
        return true;
      }
    }
    return false;
  }
}
