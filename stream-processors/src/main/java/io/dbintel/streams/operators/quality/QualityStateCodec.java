package io.dbintel.streams.operators.quality;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;

/**
 * Writes a {@link QualityState}; kinds, reasons and thresholds that an older version lacked are
 * read as none.
 */
final class QualityStateCodec implements PartCodec<QualityState> {
  private static final int TUNED = 2;

  @Override
  public int id() {
    return 17;
  }

  @Override
  public int version() {
    return TUNED;
  }

  @Override
  public void write(QualityState state, StateWriter out) {
    out.writeUnsigned(state.hour());
    out.writeUnsigned(state.connections());
    write(state.checked(), out);
    write(state.reasons(), out);
    Tuning tuning = state.tuning();
    out.writeUnsigned(tuning.moved().length);
    for (int i = 0; i < tuning.moved().length; i++) {
      out.writeUnsigned(tuning.greatest()[i] + 1);
      out.writeUnsigned(tuning.moved()[i]);
      write(tuning.hours()[i], out);
    }
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
    return version < TUNED ? state : state.withTuning(tuning(in));
  }

  private static Tuning tuning(StateReader in) {
    int stored = in.readCount();
    Tuning tuning = Tuning.none();
    for (int i = 0; i < stored; i++) {
      long greatest = in.readUnsigned() - 1;
      long moved = in.readUnsigned();
      long[] hours = new long[in.readCount()];
      for (int hour = 0; hour < hours.length; hour++) {
        hours[hour] = in.readUnsigned();
      }
      if (i < tuning.moved().length) {
        tuning.greatest()[i] = greatest;
        tuning.moved()[i] = moved;
        tuning.hours()[i] = hours;
      }
    }
    return tuning;
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
