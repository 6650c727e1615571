package io.dbintel.redaction.pii.detector;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/** Checksums of crypto-currency addresses: Base58Check and Bech32/Bech32m (BIP 173, BIP 350). */
final class WalletChecks {
  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int BECH32_CONSTANT = 1;
  private static final int BECH32M_CONSTANT = 0x2bc830a3;
  private static final int ADDRESS_BYTES = 25;
  private static final int CHECKSUM_BYTES = 4;

  private WalletChecks() {}

  /** True if the text is a 25-byte address whose last four bytes check the others. */
  static boolean base58Check(String address) {
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < address.length(); i++) {
      int digit = BASE58.indexOf(address.charAt(i));
      if (digit < 0) {
        return false;
      }
      number = number.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(digit));
    }
    byte[] digits = number.toByteArray();
    if (digits.length > ADDRESS_BYTES + 1 || (digits.length > ADDRESS_BYTES && digits[0] != 0)) {
      return false;
    }
    byte[] decoded = new byte[ADDRESS_BYTES];
    int length = Math.min(digits.length, ADDRESS_BYTES);
    System.arraycopy(digits, digits.length - length, decoded, ADDRESS_BYTES - length, length);
    byte[] payload = Arrays.copyOf(decoded, ADDRESS_BYTES - CHECKSUM_BYTES);
    byte[] check = Arrays.copyOfRange(decoded, ADDRESS_BYTES - CHECKSUM_BYTES, ADDRESS_BYTES);
    return Arrays.equals(Arrays.copyOf(sha256(sha256(payload)), CHECKSUM_BYTES), check);
  }

  /** True if the text is a Bech32 or Bech32m string. */
  static boolean bech32(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    int separator = lower.lastIndexOf('1');
    if (separator < 1) {
      return false;
    }
    int sum = 1;
    for (int i = 0; i < separator; i++) {
      sum = step(sum) ^ (lower.charAt(i) >> 5);
    }
    sum = step(sum);
    for (int i = 0; i < separator; i++) {
      sum = step(sum) ^ (lower.charAt(i) & 31);
    }
    for (int i = separator + 1; i < lower.length(); i++) {
      int value = BECH32.indexOf(lower.charAt(i));
      if (value < 0) {
        return false;
      }
      sum = step(sum) ^ value;
    }
    return sum == BECH32_CONSTANT || sum == BECH32M_CONSTANT;
  }

  private static int step(int sum) {
    int next = (sum & 0x1ffffff) << 5;
    for (int i = 0; i < GENERATOR.length; i++) {
      if ((sum >> (25 + i) & 1) != 0) {
        next ^= GENERATOR[i];
      }
    }
    return next;
  }

  private static byte[] sha256(byte[] input) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(input);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
