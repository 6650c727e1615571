package io.dbintel.streams.identity;

import com.dynatrace.hash4j.hashing.Hashing;

/** The prefix of an instance's keys in the stores that hold more than one value an instance. */
public final class InstanceHash {
  private InstanceHash() {}

  /** 128-bit Murmur3 hash of the instance id: 16 bytes. */
  public static byte[] of(String instance) {
    return Hashing.murmur3_128().hashStream().putString(instance).get().toByteArray();
  }
}
