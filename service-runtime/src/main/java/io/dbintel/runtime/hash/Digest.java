package io.dbintel.runtime.hash;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** A SHA-256 digest, 32 bytes; its numbers are big-endian. */
public final class Digest {

  private final byte[] hash;

  private Digest(byte[] hash) {
    this.hash = hash;
  }

  /** The digest of a text in UTF-8. */
  public static Digest of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The digest of bytes. */
  public static Digest of(byte[] bytes) {
    try {
      return new Digest(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return hash.clone();
  }

  /** The first four bytes. */
  public int firstInt() {
    return ByteBuffer.wrap(hash).getInt();
  }

  /** The first eight bytes. */
  public long firstLong() {
    return ByteBuffer.wrap(hash).getLong();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Digest digest && Arrays.equals(hash, digest.hash);
  }

  @Override
  public int hashCode() {
    return firstInt();
  }
}
