package io.dbintel.streams.operators.usage;

import io.dbintel.streams.insights.BilledBytes;
import io.dbintel.streams.operator.BilledBytesCodec;
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
    BilledBytesCodec.write(state.billed(), out);
    BilledBytesCodec.write(state.withheld(), out);
  }

  @Override
  public InstanceUsageState read(StateReader in, int version) {
    long sequence = in.readUnsigned();
    long day = in.readUnsigned();
    long emitted = in.readUnsigned();
    UsageSum pending = UsageSum.read(in);
    BilledBytes billed = version < 2 ? BilledBytes.NONE : BilledBytesCodec.read(in);
    BilledBytes withheld = version < 2 ? BilledBytes.NONE : BilledBytesCodec.read(in);
    return new InstanceUsageState(sequence, day, emitted, pending, billed, withheld);
  }
}
