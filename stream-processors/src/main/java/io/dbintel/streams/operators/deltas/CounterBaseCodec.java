package io.dbintel.streams.operators.deltas;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;

/** Writes a {@link CounterBase} in some 65 bytes for seven counters. */
final class CounterBaseCodec implements PartCodec<CounterBase> {

  @Override
  public int id() {
    return 1;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(CounterBase state, StateWriter out) {
    out.writeUnsigned(state.generation());
    out.writeUnsigned(Integer.toUnsignedLong(state.selection()));
    out.writeUnsigned(state.origin());
    out.writeBoolean(state.fromZero());
    out.writeUnsigned(state.known());
    out.writeUnsigned(state.fresh());
    for (long value : state.values()) {
      out.writeUnsigned(value);
    }
  }

  @Override
  public CounterBase read(StateReader in, int version) {
    int generation = in.readCount();
    int selection = (int) in.readUnsigned();
    long origin = in.readUnsigned();
    boolean fromZero = in.readBoolean();
    long known = in.readUnsigned();
    long fresh = in.readUnsigned();
    long[] values = new long[Long.bitCount(known)];
    for (int rank = 0; rank < values.length; rank++) {
      values[rank] = in.readUnsigned();
    }
    return new CounterBase(generation, selection, origin, fromZero, known, fresh, values);
  }
}
