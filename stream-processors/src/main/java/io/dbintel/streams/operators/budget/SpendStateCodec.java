package io.dbintel.streams.operators.budget;

import io.dbintel.streams.operator.BilledBytesCodec;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.operators.budget.SpendState.Ordered;
import io.dbintel.streams.operators.budget.SpendState.Told;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes a {@link SpendState}, days in their order: some 30 bytes a day. */
final class SpendStateCodec implements PartCodec<SpendState> {

  @Override
  public int id() {
    return 2;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(SpendState state, StateWriter out) {
    out.writeUnsigned(state.now().day());
    out.writeUnsigned(state.now().time());
    out.writeUnsigned(state.now().ahead());
    out.writeUnsigned(state.now().behind());
    out.writeUnsigned(state.first());
    out.writeUnsigned(state.ordered().level());
    out.writeUnsigned(state.ordered().number());
    out.writeUnsigned(state.ordered().time());
    out.writeBoolean(state.ordered().obeyed());
    out.writeUnsigned(state.told().decided());
    out.writeUnsigned(state.told().reported());
    out.writeUnsigned(state.told().month());
    out.writeUnsigned(state.told().threshold());
    out.writeUnsigned(state.told().events());
    out.writeUnsigned(state.days().size());
    for (Map.Entry<Long, DayBytes> day : state.days().entrySet()) {
      out.writeUnsigned(day.getKey());
      BilledBytesCodec.write(day.getValue().written(), out);
      BilledBytesCodec.write(day.getValue().withheld(), out);
      BilledBytesCodec.write(day.getValue().simulated(), out);
    }
  }

  @Override
  public SpendState read(StateReader in, int version) {
    TenantDay now =
        new TenantDay(in.readUnsigned(), in.readUnsigned(), in.readCount(), in.readCount());
    long first = in.readUnsigned();
    Ordered ordered =
        new Ordered(in.readCount(), in.readUnsigned(), in.readUnsigned(), in.readBoolean());
    Told told =
        new Told(
            in.readUnsigned(),
            in.readUnsigned(),
            in.readUnsigned(),
            in.readCount(),
            in.readUnsigned());
    SortedMap<Long, DayBytes> days = new TreeMap<>();
    for (int left = in.readCount(); left > 0; left--) {
      days.put(
          in.readUnsigned(),
          new DayBytes(
              BilledBytesCodec.read(in), BilledBytesCodec.read(in), BilledBytesCodec.read(in)));
    }
    return new SpendState(now, first, days, ordered, told);
  }
}
