package io.dbintel.streams.operators.exporterrors;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;

/** Writes a {@link FeedbackOrder} in some ten bytes. */
final class FeedbackOrderCodec implements PartCodec<FeedbackOrder> {

  @Override
  public int id() {
    return 24;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(FeedbackOrder state, StateWriter out) {
    out.writeUnsigned(state.rate());
    out.writeUnsigned(state.cardinality());
    out.writeUnsigned(state.until());
  }

  @Override
  public FeedbackOrder read(StateReader in, int version) {
    return new FeedbackOrder(in.readCount(), in.readCount(), in.readUnsigned());
  }
}
