package io.dbintel.streams.operators.usage;

import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;

/**
 * Usage, added up.
 *
 * @param rawRecords raw records received
 * @param rawBytes bytes of their values
 * @param resultRecords result records written
 */
public record UsageSum(long rawRecords, long rawBytes, long resultRecords) {
  static final UsageSum NONE = new UsageSum(0, 0, 0);

  UsageSum plus(long records, long bytes, long results) {
    return new UsageSum(rawRecords + records, rawBytes + bytes, resultRecords + results);
  }

  boolean isEmpty() {
    return rawRecords == 0 && rawBytes == 0 && resultRecords == 0;
  }

  void write(StateWriter out) {
    out.writeUnsigned(rawRecords);
    out.writeUnsigned(rawBytes);
    out.writeUnsigned(resultRecords);
  }

  static UsageSum read(StateReader in) {
    return new UsageSum(in.readUnsigned(), in.readUnsigned(), in.readUnsigned());
  }
}
