package io.dbintel.collector.statements;

import java.nio.ByteBuffer;

/** Rows for tests. */
final class TestRows {

  private TestRows() {}

  /** A key of eight bytes. */
  static StatementKey key(long id) {
    return StatementKey.of(ByteBuffer.allocate(Long.BYTES).putLong(id).array());
  }

  static CounterRow row(StatementKey key) {
    return row(key, null, 0);
  }

  static CounterRow row(StatementKey key, Long origin, long changeHash) {
    return new CounterRow(key, "1", false, "db", "user", origin, changeHash, new long[0]);
  }
}
