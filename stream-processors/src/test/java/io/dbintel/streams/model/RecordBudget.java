package io.dbintel.streams.model;

import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.operator.TenantOperator;
import io.dbintel.streams.operator.TenantTurn;
import java.util.Map;

/**
 * An operator about a tenant that answers with a command, as anybody may write one: when all
 * instances of a tenant together sent more records than a budget, every one of them is asked for
 * something, once.
 */
public final class RecordBudget implements TenantOperator<TenantUsage, Long> {
  private static final PartCodec<Long> PART = new SumCodec();

  private final long budget;

  /** With the number of records that is allowed. */
  public RecordBudget(long budget) {
    this.budget = budget;
  }

  @Override
  public String name() {
    return "record-budget";
  }

  @Override
  public PartCodec<Long> part() {
    return PART;
  }

  @Override
  public Long decide(Long prior, TenantTurn<TenantUsage> turn) {
    long before = prior == null ? 0 : prior;
    long sum = before + turn.record().getRawRecords();
    if (before < budget && sum >= budget) {
      turn.send(
          new Command(
              "budget-" + turn.tenant(), CommandKind.FULL_POLL, "record-budget", 0L, Map.of()));
    }
    return sum;
  }

  private static final class SumCodec implements PartCodec<Long> {
    @Override
    public int id() {
      return 99;
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public void write(Long state, StateWriter out) {
      out.writeUnsigned(state);
    }

    @Override
    public Long read(StateReader in, int version) {
      return in.readUnsigned();
    }
  }
}
