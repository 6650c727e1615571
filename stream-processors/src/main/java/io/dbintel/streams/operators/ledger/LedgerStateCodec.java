package io.dbintel.streams.operators.ledger;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;

/** Writes a {@link LedgerState}; entries that an older version did not have are read as 0. */
final class LedgerStateCodec implements PartCodec<LedgerState> {

  @Override
  public int id() {
    return 6;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(LedgerState state, StateWriter out) {
    out.writeUnsigned(state.hour());
    out.writeUnsigned(state.lastPoll().readEnd());
    out.writeUnsigned(state.lastPoll().generation());
    out.writeUnsigned(state.lastPoll().evictions() + 1);
    out.writeUnsigned(state.lastPoll().hiddenRows());
    for (long sum : state.sums()) {
      out.writeUnsigned(sum);
    }
  }

  @Override
  public LedgerState read(StateReader in, int version) {
    long hour = in.readUnsigned();
    LastPoll lastPoll =
        new LastPoll(in.readUnsigned(), in.readCount(), in.readUnsigned() - 1, in.readCount());
    LedgerState state = LedgerState.begin(hour, lastPoll);
    for (int i = 0; i < state.sums().length && !in.exhausted(); i++) {
      state.sums()[i] = in.readUnsigned();
    }
    return state;
  }
}
