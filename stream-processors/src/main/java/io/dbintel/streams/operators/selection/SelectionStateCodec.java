package io.dbintel.streams.operators.selection;

import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.StatementDelta;

/** Writes a {@link SelectionState}: buckets and sums that are empty take no room. */
final class SelectionStateCodec implements PartCodec<SelectionState> {

  @Override
  public int id() {
    return 5;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(SelectionState state, StateWriter out) {
    out.writeText(state.read().incarnation());
    out.writeUnsigned(state.read().seq());
    out.writeUnsigned(state.interval().start());
    out.writeUnsigned(state.interval().end());
    out.writeUnsigned(state.chunk());
    out.writeUnsigned(state.minBucket());
    out.writeUnsigned(state.named());
    int[] counts = state.histogram().counts();
    int next = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      if (counts[bucket] != 0) {
        out.writeUnsigned(bucket - next + 1);
        out.writeUnsigned(counts[bucket]);
        next = bucket + 1;
      }
    }
    out.writeUnsigned(0);
    out.writeUnsigned(state.folded());
    out.writeUnsigned(state.remainder().mask());
    out.writeUnsigned(state.remainder().flags());
    for (long sum : state.remainder().values()) {
      out.writeUnsigned(sum);
    }
  }

  @Override
  public SelectionState read(StateReader in, int version) {
    ReadId read = new ReadId(in.readText(), in.readUnsigned());
    Interval interval = new Interval(in.readUnsigned(), in.readUnsigned());
    int chunk = in.readCount();
    int minBucket = in.readCount();
    int named = in.readCount();
    LoadHistogram histogram = LoadHistogram.empty();
    int bucket = -1;
    for (int step = in.readCount(); step != 0; step = in.readCount()) {
      bucket += step;
      histogram.counts()[bucket] = in.readCount();
    }
    long folded = in.readUnsigned();
    long mask = in.readUnsigned();
    int flags = in.readCount();
    long[] sums = new long[Long.bitCount(mask)];
    for (int rank = 0; rank < sums.length; rank++) {
      sums[rank] = in.readUnsigned();
    }
    StatementDelta remainder = new StatementDelta(mask, sums, flags);
    return new SelectionState(
        read, interval, chunk, minBucket, named, histogram, folded, remainder);
  }
}
