package io.dbintel.collector.statements;

import io.dbintel.schemas.catalogue.StatementKeyLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Identity of a statement row, or with fewer bytes of its text: bytes that the system's collector
 * makes by the layout in its catalogue. The order is that of unsigned bytes. Immutable.
 */
public final class StatementKey implements Comparable<StatementKey> {

  private final byte[] bytes;
  private final int hash;

  private StatementKey(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Arrays.hashCode(bytes);
  }

  /**
   * A key of these bytes, which are copied.
   *
   * @throws IllegalArgumentException when there is none or more than 64
   */
  public static StatementKey of(byte[] bytes) {
    if (bytes.length == 0 || bytes.length > StatementKeyLayout.MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a statement key of "
              + bytes.length
              + " bytes; expected 1 to "
              + StatementKeyLayout.MAX_LENGTH);
    }
    return new StatementKey(bytes.clone());
  }

  /** The key of the text: the first bytes, which rows with the same text share. */
  public StatementKey prefix(int length) {
    return new StatementKey(Arrays.copyOf(bytes, length));
  }

  /** The bytes, read-only; position 0. */
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  @Override
  public int compareTo(StatementKey other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StatementKey key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
