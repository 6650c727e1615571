package io.dbintel.streams.processors;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;

/** A part that is a text. */
record TextPart(int id) implements PartCodec<String> {

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(String state, StateWriter out) {
    out.writeText(state);
  }

  @Override
  public String read(StateReader in, int version) {
    return in.readText();
  }
}
