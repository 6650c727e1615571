package io.dbintel.streams.operators.usage;

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
    return 1;
  }

  @Override
  public void write(InstanceUsageState state, StateWriter out) {
    out.writeUnsigned(state.sequence());
    out.writeUnsigned(state.day());
    out.writeUnsigned(state.emitted());
    state.pending().write(out);
  }

  @Override
  public InstanceUsageState read(StateReader in, int version) {
    return new InstanceUsageState(
        in.readUnsigned(), in.readUnsigned(), in.readUnsigned(), UsageSum.read(in));
  }
}
