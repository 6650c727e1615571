package io.dbintel.streams.operators.quality;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a {@link CardinalityState}. Of most attributes there are few values, so that most
 * registers of a sketch are 0: the others are written with the distance from the one before.
 */
final class CardinalityStateCodec implements PartCodec<CardinalityState> {

  @Override
  public int id() {
    return 18;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(CardinalityState state, StateWriter out) {
    out.writeUnsigned(state.hour());
    out.writeUnsigned(state.sketches().size());
    for (Map.Entry<String, byte[]> sketch : state.sketches().entrySet()) {
      out.writeText(sketch.getKey());
      write(sketch.getValue(), out);
    }
  }

  private static void write(byte[] registers, StateWriter out) {
    int used = 0;
    for (byte register : registers) {
      used += register == 0 ? 0 : 1;
    }
    out.writeUnsigned(used);
    int last = 0;
    for (int i = 0; i < registers.length; i++) {
      if (registers[i] != 0) {
        out.writeUnsigned(i - last);
        out.writeUnsigned(Byte.toUnsignedInt(registers[i]));
        last = i;
      }
    }
  }

  @Override
  public CardinalityState read(StateReader in, int version) {
    CardinalityState state = new CardinalityState(in.readUnsigned(), new TreeMap<>());
    int attributes = in.readCount();
    for (int i = 0; i < attributes; i++) {
      state.sketches().put(in.readText(), registers(in));
    }
    return state;
  }

  private static byte[] registers(StateReader in) {
    byte[] registers = new byte[DistinctValues.SKETCH_BYTES];
    int used = in.readCount();
    int at = 0;
    for (int i = 0; i < used; i++) {
      at += in.readCount();
      registers[at] = (byte) in.readCount();
    }
    return registers;
  }
}
