package io.dbintel.redaction.pii.corpus;

import java.math.BigInteger;
import java.util.function.IntUnaryOperator;

/**
 * Check digits worked out from their definitions and not with the code under test: most by trying
 * which digit satisfies the rule.
 */
final class CheckedNumbers {
  private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

  private CheckedNumbers() {}

  /** Doubles every second digit from the right, the check digit being the first. */
  static String luhn(String body) {
    return body
        + digit(
            check -> {
              int sum = 0;
              String all = body + check;
              for (int i = all.length() - 1, place = 0; i >= 0; i--, place++) {
                int digit = all.charAt(i) - '0';
                sum += place % 2 == 0 ? digit : digit / 5 + digit * 2 % 10;
              }
              return sum % 10;
            });
  }

  private static int digit(IntUnaryOperator remainder) {
    for (int check = 0; check < 10; check++) {
      if (remainder.applyAsInt(check) == 0) {
        return check;
      }
    }
    return -1;
  }

  /** Dihedral group of order 10: 0-4 rotations, 5-9 reflections. */
  static String verhoeff(String body) {
    return body
        + digit(
            check -> {
              int[] permutation = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
              String all = body + check;
              int product = 0;
              for (int place = 0; place < all.length(); place++) {
                int value = all.charAt(all.length() - 1 - place) - '0';
                for (int times = 0; times < place % 8; times++) {
                  value = permutation[value];
                }
                product = dihedral(product, value);
              }
              return product;
            });
  }

  private static int dihedral(int a, int b) {
    int rotation = a < 5 ? (a + b) % 5 : (a % 5 - b % 5 + 5) % 5;
    return (a < 5) == (b < 5) ? rotation % 5 : rotation % 5 + 5;
  }

  static int sum(String digits, int... weights) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      sum += (digits.charAt(i) - '0') * weights[i % weights.length];
    }
    return sum;
  }

  /** Body and the digit that makes the weighted sum divisible; null if no digit does. */
  static String divisible(String body, int modulus, int... weights) {
    int check = digit(last -> sum(body + last, weights) % modulus);
    return check < 0 ? null : body + check;
  }

  /** ISO 7064 hybrid system MOD 11,10, by its definition over the whole number. */
  static String mod11Comma10(String body) {
    return body
        + digit(
            check -> {
              int product = 10;
              for (int i = 0; i < body.length(); i++) {
                int sum = (product + body.charAt(i) - '0') % 10;
                product = (sum == 0 ? 10 : sum) * 2 % 11;
              }
              return (product + check) % 10 == 1 ? 0 : 1;
            });
  }

  /** Two digits: 97 minus the number modulo 97. */
  static String complement97(String number) {
    return String.format("%02d", 97 - new BigInteger(number).mod(NINETY_SEVEN).intValue());
  }

  /** ISO 13616: the two check digits behind the country. */
  static String iban(String country, String account) {
    StringBuilder number = new StringBuilder();
    (account + country + "00").chars().forEach(c -> number.append(Character.digit(c, 36)));
    int check = 98 - new BigInteger(number.toString()).mod(NINETY_SEVEN).intValue();
    return country + String.format("%02d", check) + account;
  }
}
