package io.dbintel.redaction.pii.detector;

/** The check letter of the Italian codice fiscale (Decreto ministeriale 23-12-1976). */
final class ItalianTaxCode {
  /** Value of a character at an odd place (first, third, …), indexed by 0-9 or A-Z = 0-25. */
  private static final int[] ODD = {
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
  };

  private ItalianTaxCode() {}

  /** Takes 16 capital letters and digits. */
  static boolean isValid(String code) {
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      char c = code.charAt(i);
      int value = Character.isDigit(c) ? c - '0' : c - 'A';
      sum += i % 2 == 0 ? ODD[value] : value;
    }
    return code.charAt(15) == 'A' + sum % 26;
  }
}
