package io.dbintel.streams.operators.selection;

import io.dbintel.schemas.catalogue.CounterRole;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.operator.StatementTurn;
import io.dbintel.streams.operator.TopSelection;

/**
 * Names a row when its load is high enough and the poll has slots left; else folds it into the
 * remainder, which {@link RemainderSum} sums.
 */
public final class TopStatements implements StatementOperator<Void> {

  @Override
  public String name() {
    return "top-statements";
  }

  @Override
  public PartCodec<Void> part() {
    return null;
  }

  @Override
  public Void decide(Void prior, StatementTurn turn) {
    TopSelection selection = turn.instance().selection();
    long nanos = turn.delta().sum(turn.catalogue().maskOf(CounterRole.EXEC_TIME));
    if (turn.namedBefore() >= selection.remainingSlots()) {
      turn.fold("over_cap");
    } else if (LoadHistogram.bucket(nanos, turn.chunk().interval()) < selection.minBucket()) {
      turn.fold("low_load");
    } else {
      turn.name();
    }
    return null;
  }
}
