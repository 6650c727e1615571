package io.dbintel.streams.operators.plans;

import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells every plan of an instance, once: a plan that an agent sends again, since it did not hear
 * that the first one arrived, is held back. Plans of several agent processes are all told.
 */
public final class QueryPlans implements InstanceOperator<ToldPlans> {
  private static final PartCodec<ToldPlans> PART = new ToldPlansCodec();

  /** A process that is replaced may still have plans under way. */
  private static final int MAX_PROCESSES = 4;

  @Override
  public String name() {
    return "query-plans";
  }

  @Override
  public PartCodec<ToldPlans> part() {
    return PART;
  }

  @Override
  public boolean accepts(InstanceTurn turn) {
    return turn.record() instanceof VerifiedRecord.Plan;
  }

  @Override
  public ToldPlans decide(ToldPlans prior, InstanceTurn turn) {
    VerifiedRecord.Plan plan = (VerifiedRecord.Plan) turn.record();
    List<ReadId> last = new ArrayList<>(prior == null ? List.of() : prior.last());
    for (ReadId told : last) {
      if (told.incarnation().equals(plan.read().incarnation())) {
        if (plan.read().seq() <= told.seq()) {
          turn.hold("repeated");
          return prior;
        }
        last.remove(told);
        break;
      }
    }
    turn.emit(new Insight.QueryPlan(plan.source(), plan.read(), plan.readTime(), plan.statement()));
    last.add(plan.read());
    return new ToldPlans(last.size() > MAX_PROCESSES ? last.subList(1, last.size()) : last);
  }
}
