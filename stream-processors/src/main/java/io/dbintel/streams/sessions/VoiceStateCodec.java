package io.dbintel.streams.sessions;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;

/** Writes a {@link VoiceState}. */
final class VoiceStateCodec implements PartCodec<VoiceState> {

  @Override
  public int id() {
    return 4;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(VoiceState state, StateWriter out) {
    out.writeText(state.incarnation());
    out.writeUnsigned(state.seq());
    out.writeUnsigned(state.heard());
    out.writeUnsigned(state.intervalMs());
    out.writeUnsigned(state.sampled());
  }

  @Override
  public VoiceState read(StateReader in, int version) {
    return new VoiceState(
        in.readText(), in.readUnsigned(), in.readUnsigned(), in.readCount(), in.readUnsigned());
  }
}
