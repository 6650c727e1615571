package io.dbintel.streams.operators.budget;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;

/** Writes a {@link BudgetOrder} in a few bytes. */
final class BudgetOrderCodec implements PartCodec<BudgetOrder> {

  @Override
  public int id() {
    return 15;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(BudgetOrder state, StateWriter out) {
    out.writeUnsigned(state.level());
    out.writeUnsigned(state.number());
  }

  @Override
  public BudgetOrder read(StateReader in, int version) {
    return new BudgetOrder(in.readCount(), in.readUnsigned());
  }
}
