package io.dbintel.streams.operators.usage;

import io.dbintel.streams.insights.BilledBytes;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;

/** Writes an {@link InstanceUsageState}. */
final class InstanceUsageStateCodec implements PartCodec<InstanceUsageState> {

  @Override
  public int id() {
    return 9;
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public void write(InstanceUsageState state, StateWriter out) {
    out.writeUnsigned(state.sequence());
    out.writeUnsigned(state.day());
    out.writeUnsigned(state.emitted());
    state.pending().write(out);
    write(state.billed(), out);
    write(state.withheld(), out);
  }

  @Override
  public InstanceUsageState read(StateReader in, int version) {
    long sequence = in.readUnsigned();
    long day = in.readUnsigned();
    long emitted = in.readUnsigned();
    UsageSum pending = UsageSum.read(in);
    BilledBytes billed = version < 2 ? BilledBytes.NONE : bytes(in);
    BilledBytes withheld = version < 2 ? BilledBytes.NONE : bytes(in);
    return new InstanceUsageState(sequence, day, emitted, pending, billed, withheld);
  }

  private static void write(BilledBytes bytes, StateWriter out) {
    out.writeUnsigned(bytes.session());
    out.writeUnsigned(bytes.fastStatement());
    out.writeUnsigned(bytes.tableMetric());
    out.writeUnsigned(bytes.event());
    out.writeUnsigned(bytes.metric());
  }

  private static BilledBytes bytes(StateReader in) {
    return new BilledBytes(
        in.readUnsigned(),
        in.readUnsigned(),
        in.readUnsigned(),
        in.readUnsigned(),
        in.readUnsigned());
  }
}
