package io.dbintel.redaction.pii.corpus;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Crypto-currency addresses. */
final class Wallets {
  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final long[] GENERATOR = {
    0x3b6a57b2L, 0x26508e6dL, 0x1ea119faL, 0x3d4233ddL, 0x2a1462b3L
  };

  private Wallets() {}

  /** Version byte 0 or 5, twenty bytes, four bytes of a double SHA-256. */
  static String legacy(Draw draw) {
    byte[] address = new byte[25];
    address[0] = (byte) (draw.between(0, 1) * 5);
    System.arraycopy(draw.bytes(20), 0, address, 1, 20);
    System.arraycopy(sha256(sha256(Arrays.copyOf(address, 21))), 0, address, 21, 4);
    StringBuilder encoded = new StringBuilder();
    BigInteger number = new BigInteger(1, address);
    while (number.signum() > 0) {
      BigInteger[] parts = number.divideAndRemainder(BigInteger.valueOf(58));
      encoded.insert(0, BASE58.charAt(parts[1].intValue()));
      number = parts[0];
    }
    for (int i = 0; i < address.length && address[i] == 0; i++) {
      encoded.insert(0, '1');
    }
    return encoded.toString();
  }

  /** Witness version 0 with twenty bytes: 1 and 32 values of five bits, six of checksum. */
  static String segwit(Draw draw) {
    String data = "q" + draw.of(BECH32, 32);
    int[] values = new int[5 + data.length() + 6];
    int[] prefix = {3, 3, 0, 2, 3};
    System.arraycopy(prefix, 0, values, 0, prefix.length);
    for (int i = 0; i < data.length(); i++) {
      values[5 + i] = BECH32.indexOf(data.charAt(i));
    }
    long checksum = 1;
    for (int value : values) {
      long top = checksum >> 25;
      checksum = (checksum & 0x1ffffff) << 5 ^ value;
      for (int i = 0; i < GENERATOR.length; i++) {
        checksum ^= (top >> i & 1) == 1 ? GENERATOR[i] : 0;
      }
    }
    checksum ^= 1;
    StringBuilder address = new StringBuilder("bc1").append(data);
    for (int i = 5; i >= 0; i--) {
      address.append(BECH32.charAt((int) (checksum >> 5 * i & 31)));
    }
    return address.toString();
  }

  private static byte[] sha256(byte[] input) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(input);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
