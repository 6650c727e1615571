package io.dbintel.streams.operators.sampler;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.redaction.verify.CleanTextCodec;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;

/** Writes an {@link OverrideState}. */
final class OverrideStateCodec implements PartCodec<OverrideState> {

  @Override
  public int id() {
    return 20;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(OverrideState state, StateWriter out) {
    out.writeFixed(Double.doubleToLongBits(state.rate()));
    out.writeUnsigned(state.expiresAt());
    out.writeBytes(CleanTextCodec.toStore(state.author()));
    out.writeBoolean(state.reason() != null);
    if (state.reason() != null) {
      out.writeBytes(CleanTextCodec.toStore(state.reason()));
    }
  }

  @Override
  public OverrideState read(StateReader in, int version) {
    double rate = Double.longBitsToDouble(in.readFixed());
    long expiresAt = in.readUnsigned();
    CleanText author = CleanTextCodec.fromStore(in.readBytes());
    CleanText reason = in.readBoolean() ? CleanTextCodec.fromStore(in.readBytes()) : null;
    return new OverrideState(rate, expiresAt, author, reason);
  }
}
