package io.dbintel.streams.operators.budget;

import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.insights.MetricOverflow;
import io.dbintel.streams.insights.MetricPoint;
import io.dbintel.streams.insights.ResultClass;
import io.dbintel.streams.operator.Billing;
import io.dbintel.streams.operator.ExportRelief;
import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.records.VerifiedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Obeys the orders of {@link SpendLadder}, and measures everything that leaves. It withholds
 * session samples and points of single tables; {@link FastStatements} withholds statements. In
 * shadow mode what would be withheld is measured and leaves. The same is withheld as far as {@link
 * ExportRelief} says so, for which the shadow mode of cost control does not hold: of the two the
 * stricter one holds for each class of results. Must come after the operators that emit results.
 */
public final class CostControl implements InstanceOperator<BudgetOrder> {
  static final String LEVEL = "level";
  static final String ORDER = "order";
  static final String HELD = "budget";
  static final String HELD_FOR_EXPORT = "export_feedback";

  private static final PartCodec<BudgetOrder> PART = new BudgetOrderCodec();

  private final Reduction reduction;
  private final boolean shadow;

  /** Withholds as {@code config} says. */
  public CostControl(BudgetConfig config) {
    this.reduction = new Reduction(config.reductions());
    this.shadow = config.shadow();
  }

  @Override
  public String name() {
    return "cost-control";
  }

  @Override
  public PartCodec<BudgetOrder> part() {
    return PART;
  }

  /** An instance that is forgotten must not spend more than its tenant may. */
  @Override
  public boolean outlivesForget() {
    return true;
  }

  @Override
  public BudgetOrder decide(BudgetOrder prior, InstanceTurn turn) {
    BudgetOrder order = prior;
    if (turn.command() != null && turn.command().kind() == CommandKind.BUDGET_LEVEL) {
      order = order(turn.command());
      if (order == null) {
        turn.hold("invalid_order");
        order = prior;
      }
    }
    if (order != null) {
      turn.billing().obey(order.level(), order.number());
    }
    String held = held(turn);
    if (held != null) {
      turn.hold(held);
      turn.countSessions(0, -samples(turn)); // the ledger says what leaves
    }
    return order;
  }

  /** What the arguments say; null when they are not those of an order. */
  private static BudgetOrder order(VerifiedRecord.Order command) {
    long level = command.number(LEVEL);
    long number = command.number(ORDER);
    return level < 0 || level > Reduction.MAX || number < 0
        ? null
        : new BudgetOrder((int) level, number);
  }

  /** Why something of the record is withheld; null when nothing is. */
  private String held(InstanceTurn turn) {
    int level = shadow ? Reduction.NONE : turn.billing().level();
    ExportRelief relief = turn.billing().relief();
    if (withholdsOf(turn, level, level >= Reduction.TABLES)) {
      return HELD;
    }
    return withholdsOf(turn, relief.rate(), relief.sumsTables()) ? HELD_FOR_EXPORT : null;
  }

  private boolean withholdsOf(InstanceTurn turn, int sessionLevel, boolean tables) {
    if (turn.record() instanceof VerifiedRecord.Sessions tick) {
      return !reduction.keepsSessions(tick.read(), sessionLevel) && samples(turn) > 0;
    }
    return tables
        && turn.metrics() != null
        && turn.record() instanceof VerifiedRecord.Metrics poll
        && poll.groups().stream()
            .flatMap(group -> group.readings().stream())
            .anyMatch(one -> Reduction.isOfTables(poll.source().catalogue(), one.metric()));
  }

  private static int samples(InstanceTurn turn) {
    return (int) turn.insights().stream().filter(Insight.QuerySample.class::isInstance).count();
  }

  @Override
  public BudgetOrder afterRows(BudgetOrder prior, InstanceTurn turn) {
    turn.insights().replaceAll(insight -> measure(insight, turn));
    turn.insights().removeIf(Objects::isNull);
    return prior;
  }

  /** What leaves of the insight; null for nothing. */
  private Insight measure(Insight insight, InstanceTurn turn) {
    if (insight instanceof Insight.Metrics metrics) {
      return tables(metrics, turn);
    }
    if (insight instanceof Insight.QuerySample sample) {
      return session(sample, turn);
    }
    if (insight instanceof Insight.CircuitPosition circuit) {
      turn.billing()
          .bill(ResultClass.METRIC, BilledSize.ofCircuit(turn.instance(), circuit.source()));
      return insight;
    }
    boolean fast = insight instanceof Insight.NamedStatement named && isFast(named);
    turn.billing()
        .bill(
            fast ? ResultClass.FAST_STATEMENT : ResultClass.EVENT,
            BilledSize.ofEvent(turn.instance(), insight));
    return insight;
  }

  /** A sample that is kept stands for those that are not. */
  private Insight session(Insight.QuerySample sample, InstanceTurn turn) {
    Billing billing = turn.billing();
    int reliefLevel = billing.relief().rate();
    boolean forBudget = !reduction.keepsSessions(sample.read(), billing.level());
    boolean forExport = !reduction.keepsSessions(sample.read(), reliefLevel);
    long bytes = BilledSize.ofEvent(turn.instance(), sample);
    if (measures(forBudget, forExport)) {
      billing.withhold(ResultClass.SESSION, bytes);
    }
    if (forExport || (forBudget && !shadow)) {
      return null;
    }
    billing.bill(ResultClass.SESSION, bytes);
    int level = Math.max(shadow ? Reduction.NONE : billing.level(), reliefLevel);
    if (level == Reduction.NONE) {
      return sample;
    }
    return new Insight.QuerySample(
        sample.source(),
        sample.read(),
        sample.time(),
        sample.session(),
        sample.weight() / reduction.kept(ResultClass.SESSION, level));
  }

  /**
   * Whether a result counts as withheld for the budget. One that only would be, in shadow mode, and
   * does not leave anyway, is neither written nor withheld: the tenant's sums must not count it as
   * written.
   */
  private boolean measures(boolean forBudget, boolean forExport) {
    return forBudget && !(shadow && forExport);
  }

  private boolean isFast(Insight.NamedStatement named) {
    return reduction.isFast(
        named.source().catalogue().statements().orElseThrow(), named.delta(), named.interval());
  }

  private Insight tables(Insight.Metrics metrics, InstanceTurn turn) {
    Billing billing = turn.billing();
    SystemCatalogue catalogue = metrics.source().catalogue();
    boolean forBudget = billing.level() >= Reduction.TABLES;
    boolean forExport = billing.relief().sumsTables();
    boolean summed = forExport || (forBudget && !shadow);
    List<MetricPoint> left = new ArrayList<>(metrics.points().size());
    TableSums sums = new TableSums(catalogue);
    for (MetricPoint point : metrics.points()) {
      long bytes = BilledSize.ofPoint(turn.instance(), metrics.source(), point);
      boolean ofTable = Reduction.isOfTables(catalogue, point.metric());
      if (ofTable && measures(forBudget, forExport)) {
        billing.withhold(ResultClass.TABLE_METRIC, bytes);
      }
      if (ofTable && summed) {
        sums.add(point);
      } else {
        billing.bill(ofTable ? ResultClass.TABLE_METRIC : ResultClass.METRIC, bytes);
        left.add(point);
      }
    }
    List<MetricOverflow> overflow = new ArrayList<>(metrics.overflow());
    overflow.addAll(sums.sums());
    for (MetricOverflow one : overflow) {
      billing.bill(
          ResultClass.METRIC, BilledSize.ofOverflow(turn.instance(), metrics.source(), one));
    }
    if (!summed) {
      return metrics;
    }
    return left.isEmpty() && overflow.isEmpty() ? null : metrics.with(left, overflow);
  }
}
