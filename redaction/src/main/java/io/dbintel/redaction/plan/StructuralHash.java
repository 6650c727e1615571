package io.dbintel.redaction.plan;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;

/** Hashes what makes two plans the same: nodes, names and masked conditions, in their nesting. */
final class StructuralHash {

  private final HashStream64 stream = Hashing.komihash5_0().hashStream();

  void open() {
    stream.putByte((byte) 1);
  }

  void close() {
    stream.putByte((byte) 2);
  }

  void property(String name, String value) {
    stream.putString(name);
    stream.putString(value);
  }

  void depth(int depth) {
    stream.putInt(depth);
  }

  long get() {
    return stream.getAsLong();
  }
}
