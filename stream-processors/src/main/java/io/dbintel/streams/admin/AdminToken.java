package io.dbintel.streams.admin;

import io.dbintel.runtime.hash.Digest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A new token of the admin API: 256 random bits; nothing is kept of it.
 *
 * @param text the token
 * @param sha256 its hash, as the configuration has it
 */
public record AdminToken(String text, String sha256) {
  private static final int BYTES = 32;

  /** So that scanners for secrets can recognise one. */
  private static final String PREFIX = "dbintel_";

  /** Makes one. */
  public static AdminToken random() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    return new AdminToken(text, HexFormat.of().formatHex(Digest.of(text).bytes()));
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "AdminToken[sha256=" + sha256 + "]";
  }
}
