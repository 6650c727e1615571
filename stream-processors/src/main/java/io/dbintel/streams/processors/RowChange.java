package io.dbintel.streams.processors;

import io.dbintel.streams.statements.StatementKey;

/**
 * A row that is written or, if {@code sections} is null, deleted.
 *
 * @param key of the store
 * @param added by how many rows its page grows
 */
@SuppressWarnings("ArrayRecordComponent")
record RowChange(byte[] key, byte[] sections, int added) {

  /** Adds the row, if it is written, to those that are about to be. */
  void copy(RowRun into) {
    if (sections != null) {
      int length = key.length - StatementKey.PREFIX;
      into.add(key, StatementKey.PREFIX, length, sections, 0, sections.length);
    }
  }
}
