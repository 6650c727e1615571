package io.dbintel.streams.operators.sequencing;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import java.util.BitSet;

/** Writes a {@link SequencerState} in some 100 bytes. */
final class SequencerStateCodec implements PartCodec<SequencerState> {

  @Override
  public int id() {
    return 3;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(SequencerState state, StateWriter out) {
    out.writeText(state.incarnation());
    out.writeUnsigned(state.seq());
    out.writeUnsigned(state.readStart());
    out.writeUnsigned(state.readEnd());
    out.writeUnsigned(state.previousEnd());
    out.writeText(state.systemIdentifier());
    out.writeUnsigned(state.statsReset());
    out.writeUnsigned(state.postmasterStart());
    out.writeFixed(state.selection());
    out.writeUnsigned(state.generation());
    out.writeBoolean(state.resetSeen());
    out.writeBoolean(state.baselineDone());
    out.writeUnsigned(state.watchStart());
    out.writeBytes(state.applied().toByteArray());
  }

  @Override
  public SequencerState read(StateReader in, int version) {
    return new SequencerState(
        in.readText(),
        in.readUnsigned(),
        in.readUnsigned(),
        in.readUnsigned(),
        in.readUnsigned(),
        in.readText(),
        in.readUnsigned(),
        in.readUnsigned(),
        in.readFixed(),
        in.readCount(),
        in.readBoolean(),
        in.readBoolean(),
        in.readUnsigned(),
        BitSet.valueOf(in.readBytes()));
  }
}
