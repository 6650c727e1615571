package io.dbintel.streams.operators.selection;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.redaction.verify.CleanTextCodec;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.StatementDelta;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a {@link SelectionState}: buckets and sums that are empty take no room. Version 1 had one
 * sum, of all rows; it stands where it stood, so that a release of version 1 loses no row. Behind
 * it stand the sums of the databases that have one; what they leave of the sum of all is that of
 * the others, whose counters are told, since they may be fewer.
 */
final class SelectionStateCodec implements PartCodec<SelectionState> {
  private static final DatabaseSum NOTHING = new DatabaseSum(null, 0, StatementDelta.NONE);

  @Override
  public int id() {
    return 5;
  }

  @Override
  public int version() {
    return 2;
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
    DatabaseSum all = NOTHING;
    StatementDelta others = StatementDelta.NONE;
    List<DatabaseSum> named = new ArrayList<>();
    for (DatabaseSum sum : state.remainders()) {
      all = plus(all, sum);
      if (sum.database() == null) {
        others = sum.sum();
      } else {
        named.add(sum);
      }
    }
    write(all, out);
    out.writeUnsigned(state.topToCome());
    out.writeUnsigned(state.credit());
    out.writeUnsigned(named.size());
    for (DatabaseSum sum : named) {
      out.writeBytes(CleanTextCodec.toStore(sum.database()));
      write(sum, out);
    }
    out.writeUnsigned(others.mask());
    out.writeUnsigned(others.flags());
  }

  private static DatabaseSum plus(DatabaseSum all, DatabaseSum one) {
    return new DatabaseSum(null, all.rows() + one.rows(), all.sum().plus(one.sum()));
  }

  private static void write(DatabaseSum sum, StateWriter out) {
    out.writeUnsigned(sum.rows());
    out.writeUnsigned(sum.sum().mask());
    out.writeUnsigned(sum.sum().flags());
    for (long value : sum.sum().values()) {
      out.writeUnsigned(value);
    }
  }

  private static DatabaseSum readSum(CleanText database, StateReader in) {
    long rows = in.readUnsigned();
    long mask = in.readUnsigned();
    int flags = in.readCount();
    long[] sums = new long[Long.bitCount(mask)];
    for (int rank = 0; rank < sums.length; rank++) {
      sums[rank] = in.readUnsigned();
    }
    return new DatabaseSum(database, rows, new StatementDelta(mask, sums, flags));
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
    DatabaseSum all = readSum(null, in);
    int topToCome = in.exhausted() ? 0 : in.readCount();
    long credit = in.exhausted() ? 0 : in.readUnsigned();
    int databases = in.exhausted() ? 0 : in.readCount();
    List<DatabaseSum> sums = new ArrayList<>();
    for (int i = 0; i < databases; i++) {
      sums.add(readSum(CleanTextCodec.fromStore(in.readBytes()), in));
    }
    DatabaseSum others =
        in.exhausted() ? all : others(all, sums, in.readUnsigned(), in.readCount());
    if (others.rows() > 0) {
      sums.add(0, others);
    }
    return new SelectionState(
        read, interval, chunk, minBucket, named, histogram, topToCome, credit, List.copyOf(sums));
  }

  /** What the sums of databases leave of the sum of all. */
  private static DatabaseSum others(
      DatabaseSum all, List<DatabaseSum> named, long mask, int flags) {
    long rows = all.rows();
    long[] left = new long[Long.bitCount(mask)];
    int rank = 0;
    for (long rest = mask; rest != 0; rest &= rest - 1) {
      left[rank++] = all.sum().sum(Long.lowestOneBit(rest));
    }
    for (DatabaseSum sum : named) {
      rows -= sum.rows();
      rank = 0;
      for (long rest = mask; rest != 0; rest &= rest - 1) {
        left[rank++] -= sum.sum().sum(Long.lowestOneBit(rest));
      }
    }
    return new DatabaseSum(null, rows, new StatementDelta(mask, left, flags));
  }
}
