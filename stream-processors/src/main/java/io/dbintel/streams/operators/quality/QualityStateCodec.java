package io.dbintel.streams.operators.quality;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;

/** Writes a {@link QualityState}; kinds and reasons that an older version lacked are read as 0. */
final class QualityStateCodec implements PartCodec<QualityState> {

  @Override
  public int id() {
    return 17;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(QualityState state, StateWriter out) {
    out.writeUnsigned(state.hour());
    out.writeUnsigned(state.connections());
    write(state.checked(), out);
    write(state.reasons(), out);
  }

  private static void write(long[] counts, StateWriter out) {
    out.writeUnsigned(counts.length);
    for (long count : counts) {
      out.writeUnsigned(count);
    }
  }

  @Override
  public QualityState read(StateReader in, int version) {
    QualityState state = QualityState.begin(in.readUnsigned(), in.readUnsigned());
    read(state.checked(), in);
    read(state.reasons(), in);
    return state;
  }

  private static void read(long[] counts, StateReader in) {
    int stored = in.readCount();
    for (int i = 0; i < stored; i++) {
      long count = in.readUnsigned();
      if (i < counts.length) {
        counts[i] = count;
      }
    }
  }
}
