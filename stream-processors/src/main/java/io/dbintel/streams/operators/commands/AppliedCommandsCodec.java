package io.dbintel.streams.operators.commands;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import java.util.ArrayList;
import java.util.List;

/** Writes {@link AppliedCommands} in 8 bytes a command. */
final class AppliedCommandsCodec implements PartCodec<AppliedCommands> {

  @Override
  public int id() {
    return 1;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(AppliedCommands state, StateWriter out) {
    out.writeUnsigned(state.hashes().size());
    for (long hash : state.hashes()) {
      out.writeFixed(hash);
    }
  }

  @Override
  public AppliedCommands read(StateReader in, int version) {
    List<Long> hashes = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      hashes.add(in.readFixed());
    }
    return new AppliedCommands(hashes);
  }
}
