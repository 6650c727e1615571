package io.dbintel.streams.admin;

import io.dbintel.runtime.hash.Digest;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Knows who has which token, by hashes alone. */
final class Tokens {
  private static final String SCHEME = "bearer ";
  private static final int MAX_LENGTH = 512;

  private final List<Known> known;

  private record Known(byte[] hash, Caller caller) {}

  Tokens(List<AdminTokenConfig> tokens) {
    this.known =
        tokens.stream()
            .map(
                token ->
                    new Known(
                        HexFormat.of().parseHex(token.sha256()),
                        new Caller(token.name(), token.role())))
            .toList();
  }

  /**
   * Who sends the header {@code Authorization}; empty when the token is not known. Every hash is
   * compared, each in a time that does not depend on where it differs.
   */
  Optional<Caller> callerOf(String header) {
    if (header == null
        || header.length() > MAX_LENGTH
        || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return Optional.empty();
    }
    byte[] hash = Digest.of(header.substring(SCHEME.length()).strip()).bytes();
    Caller found = null;
    for (Known one : known) {
      if (MessageDigest.isEqual(one.hash(), hash)) {
        found = one.caller();
      }
    }
    return Optional.ofNullable(found);
  }
}
