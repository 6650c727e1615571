package io.dbintel.redaction.verify;

import java.nio.charset.StandardCharsets;

/**
 * The bytes of {@link CleanText} in state stores: UTF-8 without length or terminator. Only for
 * bytes that were stored as clean text and have not left our stores since: reading verifies
 * nothing.
 */
public final class CleanTextCodec {

  private CleanTextCodec() {}

  /** The bytes to store. */
  public static byte[] toStore(CleanText text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The text whose bytes {@link #toStore} gave. */
  public static CleanText fromStore(byte[] stored) {
    return fromStore(stored, 0, stored.length);
  }

  /** The text whose bytes are {@code stored[offset, offset + length)}. */
  public static CleanText fromStore(byte[] stored, int offset, int length) {
    return new CleanText(new String(stored, offset, length, StandardCharsets.UTF_8));
  }
}
