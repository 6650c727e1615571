package io.dbintel.streams.operator;

import io.dbintel.streams.insights.BilledBytes;

/** Bytes by class as a stretch of the parts that remember some. */
public final class BilledBytesCodec {
  private BilledBytesCodec() {}

  /** Appends them. */
  public static void write(BilledBytes bytes, StateWriter out) {
    out.writeUnsigned(bytes.session());
    out.writeUnsigned(bytes.fastStatement());
    out.writeUnsigned(bytes.tableMetric());
    out.writeUnsigned(bytes.event());
    out.writeUnsigned(bytes.metric());
  }

  /** Reads what {@link #write} appended. */
  public static BilledBytes read(StateReader in) {
    return new BilledBytes(
        in.readUnsigned(),
        in.readUnsigned(),
        in.readUnsigned(),
        in.readUnsigned(),
        in.readUnsigned());
  }
}
