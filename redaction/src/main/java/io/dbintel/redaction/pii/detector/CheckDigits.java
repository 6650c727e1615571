package io.dbintel.redaction.pii.detector;

import java.time.YearMonth;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;
import org.apache.commons.validator.routines.checkdigit.VerhoeffCheckDigit;

/** Check-digit arithmetic over compact values (letters and digits only). */
final class CheckDigits {
  private CheckDigits() {}

  /** The letters and digits of a value, letters in upper case. */
  static String compact(String value) {
    StringBuilder compact = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        compact.append(Character.toUpperCase(c));
      }
    }
    return compact.toString();
  }

  /** Digits of other scripts, which a custom detector may find, are left to the library. */
  static boolean luhn(String digits) {
    int sum = 0;
    int all = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digit(digits, digits.length() - 1 - i);
      if (digit < 0 || digit > 9) {
        return LuhnCheckDigit.LUHN_CHECK_DIGIT.isValid(digits);
      }
      all |= digit;
      int weighted = digit << (i & 1);
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0 && all != 0;
  }

  static boolean verhoeff(String digits) {
    return VerhoeffCheckDigit.VERHOEFF_CHECK_DIGIT.isValid(digits);
  }

  /** Σ digit × weight over the first {@code weights.length} digits. */
  static int weighted(String digits, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * digit(digits, i);
    }
    return sum;
  }

  static int digit(String digits, int index) {
    return digits.charAt(index) - '0';
  }

  /** Remainder of a value read as a decimal number whose letters count 10 to 35 (ISO 7064). */
  static int mod97(String compact) {
    int remainder = 0;
    for (int i = 0; i < compact.length(); i++) {
      int value = Character.digit(compact.charAt(i), 36);
      remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
    }
    return remainder;
  }

  /** ISO 7064 MOD 11,10 over all digits, the last one being the check digit. */
  static boolean mod11Comma10(String digits) {
    int product = 10;
    for (int i = 0; i < digits.length() - 1; i++) {
      int sum = (digit(digits, i) + product) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (11 - product) % 10 == digit(digits, digits.length() - 1);
  }

  /** True if all digits are the same. */
  static boolean allSame(String digits) {
    for (int i = 1; i < digits.length(); i++) {
      if (digits.charAt(i) != digits.charAt(0)) {
        return false;
      }
    }
    return !digits.isEmpty();
  }

  /**
   * True if year (two or four digits), month and day make a date; two-digit years try 1900, 2000.
   */
  static boolean isDate(int year, int month, int day) {
    if (year >= 100) {
      return isDateOfYear(year, month, day);
    }
    return isDateOfYear(1900 + year, month, day) || isDateOfYear(2000 + year, month, day);
  }

  private static boolean isDateOfYear(int year, int month, int day) {
    return year >= 1850
        && year <= 2099
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= YearMonth.of(year, month).lengthOfMonth();
  }

  /** The number written at {@code [start, end)}. */
  static int number(String digits, int start, int end) {
    return Integer.parseInt(digits, start, end, 10);
  }
}
