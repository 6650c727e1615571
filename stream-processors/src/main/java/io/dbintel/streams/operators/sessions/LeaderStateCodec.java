package io.dbintel.streams.operators.sessions;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;

/** Writes a {@link LeaderState}. */
final class LeaderStateCodec implements PartCodec<LeaderState> {

  @Override
  public int id() {
    return 4;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(LeaderState state, StateWriter out) {
    out.writeText(state.incarnation());
    out.writeUnsigned(state.seq());
    out.writeUnsigned(state.heard());
    out.writeUnsigned(state.intervalMs());
    out.writeUnsigned(state.sampled());
  }

  @Override
  public LeaderState read(StateReader in, int version) {
    return new LeaderState(
        in.readText(), in.readUnsigned(), in.readUnsigned(), in.readCount(), in.readUnsigned());
  }
}
