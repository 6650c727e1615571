package io.dbintel.collector.systems.mysql.statements;

import io.dbintel.collector.statements.StatementKey;
import io.dbintel.runtime.hash.Digest;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Keys of rows of the digest table: the digest, whose length the catalogue says, then 16 bytes of
 * the SHA-256 of the schema's name. The digest alone identifies the text, which schemas share. The
 * row of the statements that found no place in the table has no digest: its key is all zeros.
 */
final class DigestKey {

  private static final int SCHEMA_LENGTH = 16;

  private final int digestLength;

  /**
   * @param digestLength bytes of a digest: {@code text_length} of the catalogue
   */
  DigestKey(int digestLength) {
    this.digestLength = digestLength;
  }

  /**
   * Key of a row.
   *
   * @param schema null for statements without a default schema
   * @param digest as the server prints it, hexadecimal; null for the row of the rest
   */
  StatementKey of(String schema, String digest) {
    ByteBuffer key = ByteBuffer.allocate(digestLength + SCHEMA_LENGTH);
    if (digest != null) {
      key.put(bytes(digest)).position(digestLength);
      if (schema != null) {
        key.put(Digest.of(schema).bytes(), 0, SCHEMA_LENGTH);
      }
    }
    return StatementKey.of(key.array());
  }

  /** Key of a text. */
  StatementKey ofText(String digest) {
    return StatementKey.of(ByteBuffer.allocate(digestLength).put(bytes(digest)).array());
  }

  /** The digest in a key, as the server prints it. */
  String digestOf(StatementKey key) {
    byte[] digest = new byte[digestLength];
    key.bytes().get(digest);
    return HexFormat.of().formatHex(digest);
  }

  /** Whether the key is that of the row of the rest, or of its text. */
  boolean isOverflow(StatementKey key) {
    ByteBuffer bytes = key.bytes();
    while (bytes.hasRemaining()) {
      if (bytes.get() != 0) {
        return false;
      }
    }
    return true;
  }

  /** What identifies a row in its change hash. */
  static long identity(StatementKey key) {
    ByteBuffer bytes = key.bytes();
    long identity = 0;
    while (bytes.remaining() >= Long.BYTES) {
      identity = identity * 31 + bytes.getLong();
    }
    return identity;
  }

  private byte[] bytes(String digest) {
    byte[] bytes = HexFormat.of().parseHex(digest);
    if (bytes.length != digestLength) {
      throw new IllegalArgumentException(
          "a digest of " + bytes.length + " bytes; expected " + digestLength);
    }
    return bytes;
  }
}
