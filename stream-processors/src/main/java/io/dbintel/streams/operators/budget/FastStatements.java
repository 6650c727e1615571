package io.dbintel.streams.operators.budget;

import io.dbintel.streams.insights.ResultClass;
import io.dbintel.streams.operator.Billing;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StatementOperator;
import io.dbintel.streams.operator.StatementTurn;

/**
 * Takes the names of fast statements back when {@link CostControl} obeys an order to do so, or
 * export errors ask for it: they become part of the remainder, so that its sum stays exact. Comes
 * after the operator that names.
 */
public final class FastStatements implements StatementOperator<Void> {
  private final Reduction reduction;
  private final boolean shadow;

  /** Withholds as {@code config} says. */
  public FastStatements(BudgetConfig config) {
    this.reduction = new Reduction(config.reductions());
    this.shadow = config.shadow();
  }

  @Override
  public String name() {
    return "fast-statements";
  }

  @Override
  public PartCodec<Void> part() {
    return null;
  }

  @Override
  public Void decide(Void prior, StatementTurn turn) {
    Billing billing = turn.instance().billing();
    boolean forBudget = billing.level() >= Reduction.FAST_STATEMENTS;
    boolean forExport = billing.relief().foldsFastStatements();
    if (!(forBudget || forExport)
        || !turn.isNamed()
        || !reduction.isFast(turn.catalogue(), turn.delta(), turn.chunk().interval())) {
      return null;
    }
    if (forBudget && !(shadow && forExport)) {
      billing.withhold(ResultClass.FAST_STATEMENT, size(turn));
    }
    if (forBudget && !shadow) {
      turn.withhold(CostControl.HELD);
    } else if (forExport) {
      turn.withhold(CostControl.HELD_FOR_EXPORT);
    }
    return null;
  }

  private static long size(StatementTurn turn) {
    return BilledSize.ofNamed(
        turn.instance().instance(),
        turn.record().source(),
        turn.row().key(),
        turn.row().queryId(),
        turn.record().database(turn.row()),
        turn.record().user(turn.row()),
        turn.text(),
        turn.delta());
  }
}
