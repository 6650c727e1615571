package io.dbintel.streams.operators.clock;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;

/** Writes a {@link ClockState}. */
final class ClockStateCodec implements PartCodec<ClockState> {

  @Override
  public int id() {
    return 2;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(ClockState state, StateWriter out) {
    out.writeUnsigned(state.now());
    out.writeUnsigned(state.claimed());
    out.writeUnsigned(state.claims());
    out.writeUnsigned(state.beforeLeap());
    out.writeUnsigned(state.highest());
  }

  @Override
  public ClockState read(StateReader in, int version) {
    return new ClockState(
        in.readUnsigned(), in.readUnsigned(), in.readCount(), in.readUnsigned(), in.readUnsigned());
  }
}
