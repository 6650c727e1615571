package io.dbintel.streams.identity;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.HexFormat;

/**
 * Makes the id of a result: a 128-bit hash of what the result is about and of the read it comes
 * from, never of a place in the log, so that a replay gives the same id.
 */
public final class RecordId {
  private final HashStream128 hash = Hashing.murmur3_128().hashStream();

  private RecordId() {}

  /** Begins an id: instance id and the rule that made the result. */
  public static RecordId of(String instance, String rule) {
    return new RecordId().with(instance).with(rule);
  }

  /** Adds the read that the result comes from. */
  public RecordId with(ReadId read) {
    return with(read.incarnation()).with(read.seq());
  }

  /** Adds the key of the row that the result is about. */
  public RecordId with(byte[] key) {
    hash.putByteArray(key);
    return this;
  }

  /** Adds a number. */
  public RecordId with(long number) {
    hash.putLong(number);
    return this;
  }

  /** Adds a text. */
  public RecordId with(String text) {
    hash.putString(text);
    return this;
  }

  /** Returns 32 hex digits. */
  public String hex() {
    HashValue128 value = hash.get();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(value.getMostSignificantBits())
        + hex.toHexDigits(value.getLeastSignificantBits());
  }
}
