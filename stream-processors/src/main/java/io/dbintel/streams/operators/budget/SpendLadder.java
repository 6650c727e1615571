package io.dbintel.streams.operators.budget;

import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.streams.identity.RecordId;
import io.dbintel.streams.insights.BilledBytes;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.SectionedState;
import io.dbintel.streams.operator.TenantOperator;
import io.dbintel.streams.operator.TenantTurn;
import io.dbintel.streams.operators.budget.SpendState.Ordered;
import io.dbintel.streams.operators.budget.SpendState.Told;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Adds up what a tenant's instances wrote and withheld, by day, and every ten minutes of the
 * tenant's time chooses the level of reduction that keeps the month within its budget. A new level
 * is an order to all instances of the tenant, in the raw log; it is sent again, at most once an
 * hour, while an instance says that it obeys an older one, but once a day at most until one obeys
 * it: it stands behind what the instances have not read yet, and so would another. Increments of
 * days that are over are added up and lead to nothing. The sums do not depend on the order of
 * increments; when a level changes may.
 */
public final class SpendLadder implements TenantOperator<SpendState> {
  private static final PartCodec<SpendState> PART = new SpendStateCodec();
  private static final long DECISION_MS = TimeUnit.MINUTES.toMillis(10);
  private static final long REPORT_MS = TimeUnit.HOURS.toMillis(1);
  private static final long AGAIN_MS = TimeUnit.HOURS.toMillis(1);
  private static final long LOST_MS = TimeUnit.DAYS.toMillis(1);
  private static final long MICROS_PER_MILLI = 1_000;
  private static final int DAYS_BACK = 62;
  private static final int DAYS_AHEAD = 31;
  private static final List<Integer> THRESHOLDS = List.of(50, 80, 100);
  private static final String AUTHOR = "cost-control";

  private final BudgetConfig config;

  /** Spends as {@code config} says. */
  public SpendLadder(BudgetConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "spend-ladder";
  }

  @Override
  public PartCodec<SpendState> part() {
    return PART;
  }

  /**
   * How a tenant's budget stands.
   *
   * @param month the month, ISO 8601
   * @param level level of reduction
   * @param spent money of the month to date; null when there is no price
   * @param forecast money at the end of the month; null when there is no price
   * @param budget money that may be spent in the month; null for no budget
   */
  public record Standing(String month, int level, Double spent, Double forecast, Double budget) {}

  /** How the budget stands, by what is remembered of the tenant; empty for nothing. */
  public Optional<Standing> standing(String tenant, SectionedState remembered) {
    SpendState state = remembered.get(PART);
    if (state == null) {
      return Optional.empty();
    }
    BudgetPlan plan = config.planOf(tenant);
    Forecast forecast = Forecast.of(state.now(), state.first(), state.days(), plan, config);
    int level = state.ordered().level();
    return Optional.of(
        new Standing(
            forecast.month().toString(),
            level,
            plan.price() == 0 ? null : forecast.spent(),
            plan.price() == 0 ? null : forecast.atEnd()[level],
            plan.isLimited() ? plan.budget() : null));
  }

  @Override
  public SpendState decide(SpendState prior, TenantTurn turn) {
    SpendState state = add(prior, turn);
    long time = state.now().time();
    long daysLate = state.now().day() - turn.usage().getDay();
    boolean due = time - state.told().decided() >= DECISION_MS || state.told().decided() > time;
    if (due && daysLate <= 0) {
      return choose(state, turn);
    }
    return daysLate <= 1 && missed(state.ordered(), time, turn.usage().getBudgetOrder())
        ? state.with(order(state, state.ordered().level(), turn))
        : state;
  }

  /** Whether the order is to be sent again because of an instance that obeys {@code obeyed}. */
  private static boolean missed(Ordered last, long time, long obeyed) {
    boolean withholds = last.level() > Reduction.NONE || obeyed > 0;
    return withholds
        && obeyed < last.number()
        && time - last.time() >= (last.obeyed() ? AGAIN_MS : LOST_MS);
  }

  private SpendState add(SpendState prior, TenantTurn turn) {
    TenantUsage usage = turn.usage();
    long day = usage.getDay();
    long time = TenantDay.within(day, turn.timestamp());
    SortedMap<Long, DayBytes> days = new TreeMap<>();
    if (prior == null) {
      days.put(day, bytes(usage));
      Told told = new Told(time, 0, 0, 0, 0);
      return new SpendState(TenantDay.first(day, time), time, days, Ordered.NOTHING, told);
    }
    TenantDay now = prior.now().after(day, time);
    days.putAll(prior.days());
    days.merge(day, bytes(usage), DayBytes::plus);
    days.headMap(now.day() - DAYS_BACK).clear();
    days.tailMap(now.day() + DAYS_AHEAD + 1).clear();
    long first = days.containsKey(day) ? Math.min(time, prior.first()) : prior.first();
    Ordered ordered = prior.ordered().after(usage.getBudgetOrder());
    return new SpendState(now, first, days, ordered, prior.told());
  }

  private DayBytes bytes(TenantUsage usage) {
    BilledBytes written = bytes(usage.getBilled());
    BilledBytes withheld = bytes(usage.getWithheld());
    return config.shadow()
        ? new DayBytes(written, BilledBytes.NONE, withheld)
        : new DayBytes(written, withheld, BilledBytes.NONE);
  }

  private static BilledBytes bytes(io.dbintel.schemas.avro.BilledBytes bytes) {
    return new BilledBytes(
        bytes.getSession(),
        bytes.getFastStatement(),
        bytes.getTableMetric(),
        bytes.getEvent(),
        bytes.getMetric());
  }

  private SpendState choose(SpendState state, TenantTurn turn) {
    BudgetPlan plan = config.planOf(turn.tenant());
    Forecast forecast = Forecast.of(state.now(), state.first(), state.days(), plan, config);
    Told told = state.told();
    long time = state.now().time();
    long month = forecast.month().getLong(ChronoField.PROLEPTIC_MONTH);
    int threshold = month == told.month() ? told.threshold() : 0;
    long events = told.events();
    int level = state.ordered().level();
    for (int percent : THRESHOLDS) {
      if (plan.isLimited() && percent > threshold && forecast.spends(percent, plan)) {
        threshold = percent;
        emit(Insight.Budget.SPENT, ++events, percent, level, forecast, plan, turn);
      }
    }
    int next = Ladder.next(level, forecast.atEnd(), plan.budget(), config.lowerBelow());
    if (next != level) {
      emit(Insight.Budget.LEVEL, ++events, threshold, next, forecast, plan, turn);
    }
    long reported = told.reported();
    if (time - reported >= REPORT_MS || reported > time) {
      reported = time;
      emit(Insight.Budget.STATUS, ++events, threshold, next, forecast, plan, turn);
    }
    SpendState decided = state.with(new Told(time, reported, month, threshold, events));
    return next == level ? decided : decided.with(order(decided, next, turn));
  }

  private void emit(
      String event,
      long sequence,
      int threshold,
      int level,
      Forecast forecast,
      BudgetPlan plan,
      TenantTurn turn) {
    turn.emit(
        new Insight.Budget(
            event,
            turn.tenant(),
            sequence,
            forecast.month().toString(),
            level,
            threshold,
            plan.price() == 0 ? null : forecast.spent(),
            plan.price() == 0 ? null : forecast.atEnd()[level],
            plan.price() == 0 ? null : forecast.atEnd()[Reduction.NONE],
            plan.isLimited() ? plan.budget() : null,
            forecast.written(),
            forecast.withheld(),
            config.shadow()));
  }

  /** Sends the level to all instances, under an id that the order determines. */
  private static Ordered order(SpendState state, int level, TenantTurn turn) {
    long number = state.ordered().number() + 1;
    long time = state.now().time();
    String id =
        RecordId.of(turn.tenant(), "budget_level")
            .with(state.told().month())
            .with(level)
            .with(number)
            .hex();
    Map<String, String> arguments = new TreeMap<>();
    arguments.put(CostControl.LEVEL, Integer.toString(level));
    arguments.put(CostControl.ORDER, Long.toString(number));
    turn.send(
        new Command(id, CommandKind.BUDGET_LEVEL, AUTHOR, time * MICROS_PER_MILLI, arguments));
    return new Ordered(level, number, time, false);
  }
}
