package io.dbintel.streams.operators.usage;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes a {@link TenantUsageState}, days in their order. */
final class TenantUsageStateCodec implements PartCodec<TenantUsageState> {

  @Override
  public int id() {
    return 1;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(TenantUsageState state, StateWriter out) {
    out.writeUnsigned(state.sequence());
    out.writeUnsigned(state.time());
    out.writeUnsigned(state.emitted());
    out.writeUnsigned(state.pending().size());
    for (Map.Entry<Long, UsageSum> day : state.pending().entrySet()) {
      out.writeUnsigned(day.getKey());
      day.getValue().write(out);
    }
  }

  @Override
  public TenantUsageState read(StateReader in, int version) {
    long sequence = in.readUnsigned();
    long time = in.readUnsigned();
    long emitted = in.readUnsigned();
    SortedMap<Long, UsageSum> pending = new TreeMap<>();
    for (int left = in.readCount(); left > 0; left--) {
      pending.put(in.readUnsigned(), UsageSum.read(in));
    }
    return new TenantUsageState(sequence, time, emitted, pending);
  }
}
