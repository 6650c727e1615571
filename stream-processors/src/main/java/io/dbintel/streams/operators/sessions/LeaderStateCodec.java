package io.dbintel.streams.operators.sessions;

import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;

/** Writes a {@link LeaderState} in some 60 bytes. */
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
    out.writeText(state.read().incarnation());
    out.writeUnsigned(state.read().seq());
    out.writeUnsigned(state.part());
    out.writeBoolean(state.emitting());
    out.writeUnsigned(state.lastSeen());
    out.writeUnsigned(state.intervalMs());
    out.writeUnsigned(state.sampled());
  }

  @Override
  public LeaderState read(StateReader in, int version) {
    return new LeaderState(
        new ReadId(in.readText(), in.readUnsigned()),
        in.readCount(),
        in.readBoolean(),
        in.readUnsigned(),
        in.readCount(),
        in.readUnsigned());
  }
}
