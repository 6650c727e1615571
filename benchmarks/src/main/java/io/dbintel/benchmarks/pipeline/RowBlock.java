package io.dbintel.benchmarks.pipeline;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Statement rows in a layout of fixed width, which costs almost nothing to read. */
final class RowBlock {

  static final int KEY_BYTES = 20;

  /** About what the full topology stores of a row with all counters. */
  static final int VALUE_BYTES = 128;

  static final int ROW_BYTES = KEY_BYTES + VALUE_BYTES;

  private RowBlock() {}

  static byte[] of(LoadEvent.Chunk chunk) {
    SimulatedServer server = chunk.server();
    ByteBuffer block = ByteBuffer.allocate(chunk.statements().length * ROW_BYTES);
    for (int statement : chunk.statements()) {
      int start = block.position();
      block.putInt(server.number()).putLong(server.database(statement));
      block.putLong(server.queryId(statement));
      for (int counter = 0; counter < VALUE_BYTES / Long.BYTES; counter++) {
        block.putLong(server.counter(statement, counter));
      }
      block.position(start + ROW_BYTES);
    }
    return block.array();
  }

  static int rows(byte[] block) {
    return block.length / ROW_BYTES;
  }

  static byte[] key(byte[] block, int row) {
    return Arrays.copyOfRange(block, row * ROW_BYTES, row * ROW_BYTES + KEY_BYTES);
  }

  static byte[] value(byte[] block, int row) {
    return Arrays.copyOfRange(block, row * ROW_BYTES + KEY_BYTES, (row + 1) * ROW_BYTES);
  }
}
