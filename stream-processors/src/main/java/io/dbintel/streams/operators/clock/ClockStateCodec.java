package io.dbintel.streams.operators.clock;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;

/** Writes a {@link ClockState}; version 1 was the clock alone. */
final class ClockStateCodec implements PartCodec<ClockState> {

  @Override
  public int id() {
    return 2;
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public void write(ClockState state, StateWriter out) {
    out.writeUnsigned(state.now());
    out.writeUnsigned(state.claimed());
    out.writeUnsigned(state.claims());
  }

  @Override
  public ClockState read(StateReader in, int version) {
    long now = in.readUnsigned();
    return in.exhausted()
        ? ClockState.at(now)
        : new ClockState(now, in.readUnsigned(), in.readCount());
  }
}
