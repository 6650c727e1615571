package io.dbintel.streams.operators.control;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;

/** Writes a {@link ControlState}. */
final class ControlStateCodec implements PartCodec<ControlState> {

  @Override
  public int id() {
    return 1;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(ControlState state, StateWriter out) {
    out.writeUnsigned(state.version());
    out.writeUnsigned(state.fullPollWanted());
  }

  @Override
  public ControlState read(StateReader in, int version) {
    return new ControlState(in.readUnsigned(), in.readUnsigned());
  }
}
