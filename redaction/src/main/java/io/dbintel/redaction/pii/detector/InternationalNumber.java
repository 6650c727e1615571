package io.dbintel.redaction.pii.detector;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/**
 * Reads a telephone number of the form {@code +} country code, national number. The library's
 * parser takes twenty times as long, as it expects any notation.
 */
final class InternationalNumber {
  private static final int LONGEST_CODE = 3;

  private InternationalNumber() {}

  /**
   * True if the number is possible in its country as it is written. One for which this does not
   * hold may be possible without a national prefix, which only the library's parser takes off.
   */
  static boolean possible(String candidate) {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    String digits = CheckDigits.compact(candidate);
    for (int length = 1; length <= LONGEST_CODE && length < digits.length(); length++) {
      int code = CheckDigits.number(digits, 0, length);
      if (numbers.getSupportedCallingCodes().contains(code)) {
        long national = Long.parseLong(digits, length, digits.length(), 10);
        return digits.charAt(length) != '0'
            && numbers.isPossibleNumber(
                new PhoneNumber().setCountryCode(code).setNationalNumber(national));
      }
    }
    return false;
  }
}
