package io.dbintel.benchmarks.detection;

/** Check digits as the issuers publish them, written apart from those of the detectors. */
final class CheckDigit {

  private CheckDigit() {}

  /** Appends the Luhn digit (ISO/IEC 7812-1). */
  static String luhn(String digits) {
    int sum = 0;
    boolean doubled = true;
    for (int i = digits.length() - 1; i >= 0; i--) {
      int digit = digits.charAt(i) - '0';
      int value = doubled ? 2 * digit : digit;
      sum += value / 10 + value % 10;
      doubled = !doubled;
    }
    return digits + (10 - sum % 10) % 10;
  }

  /** Sum of digits times weights. */
  static int weighted(String digits, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += (digits.charAt(i) - '0') * weights[i];
    }
    return sum;
  }
}
