package io.dbintel.streams.operators.selection;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.operator.StatementTurn;

/**
 * Lets a row leave under its own name when its load passes the cut and the poll has room for it;
 * else it is held, to be summed by {@link RemainderSum}.
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
    if (turn.namedBefore() >= turn.naming().room()) {
      turn.hold("over_cap");
    } else if (LoadHistogram.bucket(turn.delta(), turn.poll().interval()) < turn.naming().cut()) {
      turn.hold("below_cut");
    } else {
      turn.emit();
    }
    return null;
  }
}
