package io.dbintel.streams.operators.plans;

import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import java.util.ArrayList;
import java.util.List;

/** Bytes of {@link ToldPlans}. */
final class ToldPlansCodec implements PartCodec<ToldPlans> {

  @Override
  public int id() {
    return 30;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(ToldPlans state, StateWriter out) {
    out.writeUnsigned(state.last().size());
    for (ReadId read : state.last()) {
      out.writeText(read.incarnation());
      out.writeUnsigned(read.seq());
    }
  }

  @Override
  public ToldPlans read(StateReader in, int version) {
    List<ReadId> last = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      last.add(new ReadId(in.readText(), in.readUnsigned()));
    }
    return new ToldPlans(last);
  }
}
