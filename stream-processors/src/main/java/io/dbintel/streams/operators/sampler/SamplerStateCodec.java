package io.dbintel.streams.operators.sampler;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;

/** Writes a {@link SamplerState}: some 200 bytes with seven rules. */
final class SamplerStateCodec implements PartCodec<SamplerState> {

  @Override
  public int id() {
    return 11;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(SamplerState state, StateWriter out) {
    out.writeFixed(state.rules());
    out.writeUnsigned(state.strata());
    out.writeUnsigned(state.window());
    out.writeUnsigned(state.second());
    out.writeUnsigned(state.decided());
    out.writeBoolean(state.known());
    for (int stratum = 0; stratum < state.strata(); stratum++) {
      out.writeUnsigned(state.rows()[stratum]);
      out.writeUnsigned(state.nanos()[stratum]);
      out.writeUnsigned(state.meanRows()[stratum]);
      out.writeUnsigned(state.meanNanos()[stratum]);
    }
  }

  @Override
  public SamplerState read(StateReader in, int version) {
    long rules = in.readFixed();
    int strata = in.readCount();
    SamplerState state =
        new SamplerState(
            rules,
            in.readUnsigned(),
            in.readUnsigned(),
            in.readCount(),
            in.readBoolean(),
            new long[strata],
            new long[strata],
            new long[strata],
            new long[strata]);
    for (int stratum = 0; stratum < strata; stratum++) {
      state.rows()[stratum] = in.readUnsigned();
      state.nanos()[stratum] = in.readUnsigned();
      state.meanRows()[stratum] = in.readUnsigned();
      state.meanNanos()[stratum] = in.readUnsigned();
    }
    return state;
  }
}
