package io.dbintel.redaction.pii.detector;

/** Shannon entropy of a text's characters. */
final class Entropy {
  private Entropy() {}

  /** Bits per character, 0 for an empty text. */
  static double bitsPerCharacter(String value) {
    int[] counts = new int[128];
    for (int i = 0; i < value.length(); i++) {
      counts[value.charAt(i) & 0x7F]++;
    }
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / value.length();
        bits -= share * Math.log(share) / Math.log(2);
      }
    }
    return bits;
  }

  /** True if the value looks drawn at random: letters and digits mixed, and high entropy. */
  static boolean random(String value, double minBits) {
    boolean letter = value.chars().anyMatch(Character::isLetter);
    boolean digit = value.chars().anyMatch(Character::isDigit);
    return letter && digit && bitsPerCharacter(value) >= minBits;
  }
}
