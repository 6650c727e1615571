package io.dbintel.streams.statements;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Identity of a statement row: the bytes that the system's collector made, behind the 16-byte hash
 * of the instance id, so that the key of the store is built once. Ordered as unsigned bytes.
 */
public final class StatementKey implements Comparable<StatementKey> {

  /** Bytes before the collector's: the hash of the instance id. */
  public static final int PREFIX = 16;

  private final byte[] bytes;

  private StatementKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The key of a row of the instance whose hash is {@code prefix}. */
  public static StatementKey of(byte[] prefix, byte[] key) {
    byte[] bytes = Arrays.copyOf(prefix, PREFIX + key.length);
    System.arraycopy(key, 0, bytes, PREFIX, key.length);
    return new StatementKey(bytes);
  }

  /** Takes over an array that holds prefix and key. */
  public static StatementKey wrap(byte[] prefixAndKey) {
    return new StatementKey(prefixAndKey);
  }

  /** Key of the stores: hash of the instance and the collector's bytes. Not to be changed. */
  public byte[] storeKey() {
    return bytes;
  }

  /** Key of the text in its store: hash of the instance and the leading {@code length} bytes. */
  public byte[] textKey(int length) {
    return Arrays.copyOf(bytes, PREFIX + length);
  }

  /** Length of the collector's bytes. */
  public int length() {
    return bytes.length - PREFIX;
  }

  /** The collector's bytes in hexadecimal. */
  public String hex() {
    return HexFormat.of().formatHex(bytes, PREFIX, bytes.length);
  }

  @Override
  public int compareTo(StatementKey other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof StatementKey other && Arrays.equals(bytes, other.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
