package io.dbintel.streams.operators.cold;

import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.RowOutcome;
import io.dbintel.streams.records.VerifiedRecord;

/**
 * Tells of statement rows and metric series that became their own base: what they had grown until
 * then is in no result. A replay needs it, since it begins in the middle of the log; live
 * processing has its ledger.
 */
public final class ColdState implements InstanceOperator<Void> {

  @Override
  public String name() {
    return "cold-state";
  }

  @Override
  public PartCodec<Void> part() {
    return null;
  }

  @Override
  public Void decide(Void prior, InstanceTurn turn) {
    return null;
  }

  @Override
  public Void afterRows(Void prior, InstanceTurn turn) {
    if (turn.chunk() != null) {
      long rows =
          turn.rows().stream().filter(row -> RowOutcome.BASELINE.equals(row.reason())).count();
      if (rows > 0) {
        turn.emit(
            new Insight.ColdState(
                turn.record().source(),
                turn.chunk().read(),
                turn.chunk().header().chunk(),
                turn.chunk().header().readEnd(),
                rows,
                0));
      }
    } else if (turn.record() instanceof VerifiedRecord.Metrics metrics
        && turn.seriesBaseline() > 0) {
      turn.emit(
          new Insight.ColdState(
              metrics.source(),
              metrics.read(),
              metrics.part(),
              turn.clock() * 1_000,
              0,
              turn.seriesBaseline()));
    }
    return null;
  }
}
