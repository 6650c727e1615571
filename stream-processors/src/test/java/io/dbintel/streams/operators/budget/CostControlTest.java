package io.dbintel.streams.operators.budget;

import static io.dbintel.streams.operators.budget.BudgetConfigTest.config;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.catalogue.MetricDefinition;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.insights.BilledBytes;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.insights.MetricOverflow;
import io.dbintel.streams.insights.MetricPoint;
import io.dbintel.streams.operator.ExportRelief;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operators.GoldenBytes;
import io.dbintel.streams.operators.Verified;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CostControlTest {
  private static final SystemCatalogue CATALOGUE = SystemCatalogue.of("postgresql");
  private static final Source SOURCE = new Source(CATALOGUE, Verified.clean("db"), 5432);
  private static final String SCANS = "postgresql.sequential_scans";
  private static final String ROWS = "postgresql.rows";
  private static final String COMMITS = "postgresql.commits";

  private final CostControl operator = new CostControl(config("{}"));
  private final CostControl shadow = new CostControl(config("{shadow: true}"));
  private BudgetOrder state;

  @Test
  void obeysTheLastOrderAndSaysSo() {
    assertThat(apply(operator, command("2", "17")).billing().level()).isEqualTo(2);
    assertThat(state).isEqualTo(new BudgetOrder(2, 17));
    InstanceTurn later = apply(operator, Verified.outcome(null));
    assertThat(later.billing().level()).isEqualTo(2);
    assertThat(later.billing().order()).isEqualTo(17);
    apply(operator, command("0", "18"));
    assertThat(state).isEqualTo(new BudgetOrder(0, 18));
    assertThat(operator.outlivesForget()).isTrue();
  }

  @Test
  void whatIsNoOrderIsHeldAndChangesNothing() {
    apply(operator, command("2", "17"));
    for (VerifiedRecord.Order order :
        List.of(command("4", "18"), command("-1", "18"), command("x", "18"), command("1", "x"))) {
      assertThat(apply(operator, order).takeHeld()).isEqualTo("invalid_order");
      assertThat(state).isEqualTo(new BudgetOrder(2, 17));
    }
  }

  @Test
  void ticksLeaveAsAWholeOneInSoManyAtLevelOneAndNoneAbove() {
    assertThat(sessions(operator, 0)).isEqualTo(1_000);
    assertThat(sessions(operator, 1)).isBetween(70, 130);
    assertThat(sessions(operator, 2)).isZero();
    assertThat(sessions(operator, 3)).isZero();
    assertThat(sessions(shadow, 2)).isEqualTo(1_000);
  }

  private int sessions(CostControl control, int level) {
    int left = 0;
    for (int seq = 0; seq < 1_000; seq++) {
      List<Integer> parts = new ArrayList<>();
      for (int part = 0; part < 2; part++) {
        state = new BudgetOrder(level, 1);
        VerifiedRecord.Sessions tick = Verified.tick("a", seq, part, seq, 3);
        InstanceTurn turn = Verified.turn(tick);
        tick.sessions()
            .forEach(
                session ->
                    turn.emit(
                        new Insight.QuerySample(SOURCE, tick.read(), tick.readTime(), session, 2)));
        run(control, turn);
        parts.add(turn.insights().size());
        boolean kept = !turn.insights().isEmpty();
        double weight = control == operator && level == 1 ? 20 : 2;
        assertThat(turn.insights())
            .allMatch(sample -> ((Insight.QuerySample) sample).weight() == weight);
        assertThat(turn.billing().billed().session() > 0).isEqualTo(kept);
        assertThat(turn.billing().withheld().session() > 0)
            .isEqualTo(!kept || (control == shadow && level > 0));
      }
      assertThat(parts.get(1)).isEqualTo(parts.get(0)).isIn(0, 3);
      left += parts.get(0) / 3;
    }
    return left;
  }

  /** Σ of a metric's points does not depend on the level, nor does its Σ by database. */
  @Property
  void sumsOfPointsDoNotDependOnTheLevel(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 1_000) Integer> values,
      @ForAll @IntRange(min = 0, max = 3) int level) {
    List<MetricPoint> points = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      String metric = i % 3 == 0 ? SCANS : i % 3 == 1 ? ROWS : COMMITS;
      points.add(point(metric, "db" + i % 2, "t" + i, 10 + i % 3, values.get(i)));
    }
    Insight.Metrics before = metrics(points);
    state = new BudgetOrder(level, 1);
    InstanceTurn turn = Verified.turn(Verified.outcome(null));
    turn.emit(before);
    run(new CostControl(config("{}")), turn);

    Insight.Metrics after = (Insight.Metrics) turn.insights().get(0);
    assertThat(sums(after)).isEqualTo(sums(before));
    boolean withheld = level == 3;
    assertThat(after.points().stream().noneMatch(CostControlTest::isOfTable))
        .isEqualTo(withheld || points.stream().noneMatch(CostControlTest::isOfTable));
    assertThat(turn.billing().withheld().total() > 0)
        .isEqualTo(withheld && points.stream().anyMatch(CostControlTest::isOfTable));
  }

  private static boolean isOfTable(MetricPoint point) {
    return point.attributes().containsKey("postgresql.table.name");
  }

  private static SortedMap<String, Long> sums(Insight.Metrics metrics) {
    SortedMap<String, Long> sums = new TreeMap<>();
    metrics
        .points()
        .forEach(point -> add(sums, point.metric(), point.attributes(), point.longValue()));
    metrics.overflow().forEach(sum -> add(sums, sum.metric(), sum.attributes(), sum.longSum()));
    return sums;
  }

  private static void add(
      SortedMap<String, Long> sums,
      MetricDefinition metric,
      SortedMap<String, CleanText> attributes,
      long value) {
    sums.merge(metric.name() + " " + attributes.get("db.namespace"), value, Long::sum);
  }

  @Test
  void sumOfTablesHasTheCommonAttributesAndTheLatestBeginning() {
    state = new BudgetOrder(3, 1);
    InstanceTurn turn = Verified.turn(Verified.outcome(null));
    turn.emit(
        metrics(
            List.of(
                point(SCANS, "shop", "a", 10, 5),
                point(SCANS, "shop", "b", 12, 6),
                point(SCANS, "blog", "a", 10, 7))));
    run(operator, turn);

    Insight.Metrics left = (Insight.Metrics) turn.insights().get(0);
    assertThat(left.points()).isEmpty();
    assertThat(left.overflow())
        .extracting(MetricOverflow::attributes, MetricOverflow::interval, MetricOverflow::longSum)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(attributes("blog"), new Interval(10, 20), 7L),
            org.assertj.core.groups.Tuple.tuple(attributes("shop"), new Interval(12, 20), 11L));
  }

  @Test
  void shadowModeMeasuresAndWithholdsNothing() {
    state = new BudgetOrder(3, 1);
    Insight.Metrics metrics = metrics(List.of(point(SCANS, "shop", "a", 10, 5)));
    InstanceTurn turn = Verified.turn(Verified.outcome(null));
    turn.emit(metrics);
    run(shadow, turn);
    assertThat(turn.insights()).containsExactly(metrics);
    assertThat(turn.billing().withheld().tableMetric())
        .isPositive()
        .isEqualTo(turn.billing().billed().tableMetric());
  }

  /** Of budget and export errors the stricter one holds, class by class, and sums stay. */
  @Property
  void stricterOfBudgetAndFeedbackHolds(
      @ForAll @IntRange(min = 0, max = 3) int level,
      @ForAll @IntRange(min = 0, max = 2) int rate,
      @ForAll @IntRange(min = 0, max = 2) int cardinality,
      @ForAll @IntRange(min = 0, max = 50) int seq,
      @ForAll boolean shadowed) {
    CostControl control = shadowed ? shadow : operator;
    ExportRelief relief = new ExportRelief(rate, cardinality);
    int budget = shadowed ? 0 : level;
    state = new BudgetOrder(level, 1);
    VerifiedRecord.Sessions tick = Verified.tick("a", seq, 0, seq, 3);
    InstanceTurn turn = Verified.turn(tick);
    turn.billing().relieve(relief);
    tick.sessions()
        .forEach(
            session ->
                turn.emit(
                    new Insight.QuerySample(SOURCE, tick.read(), tick.readTime(), session, 2)));
    Insight.Metrics before =
        metrics(List.of(point(SCANS, "shop", "a", 10, 5), point(SCANS, "shop", "b", 10, 6)));
    Insight ledger = new Insight.Ledger(SOURCE, 1, new TreeMap<>(), 1);
    turn.emit(before);
    turn.emit(ledger);
    run(control, turn);

    Reduction reduction = new Reduction(config("{}").reductions());
    int sessions = Math.max(budget, rate);
    boolean kept = reduction.keepsSessions(tick.read(), sessions);
    assertThat(turn.insights().stream().filter(Insight.QuerySample.class::isInstance))
        .hasSize(kept ? 3 : 0)
        .allMatch(one -> ((Insight.QuerySample) one).weight() == (sessions == 0 ? 2 : 20));
    boolean summed = budget == 3 || cardinality > 0;
    Insight.Metrics after =
        (Insight.Metrics)
            turn.insights().stream().filter(Insight.Metrics.class::isInstance).findAny().get();
    assertThat(after.points()).hasSize(summed ? 0 : 2);
    assertThat(sums(after)).isEqualTo(sums(before));
    assertThat(turn.insights()).contains(ledger);
    // In shadow mode what is withheld for the budget is part of what is written.
    BilledBytes withheld = turn.billing().withheld();
    BilledBytes billed = turn.billing().billed();
    if (shadowed) {
      assertThat(withheld.session()).isLessThanOrEqualTo(billed.session());
      assertThat(withheld.tableMetric()).isLessThanOrEqualTo(billed.tableMetric());
    } else {
      assertThat(withheld.session() > 0).isEqualTo(!reduction.keepsSessions(tick.read(), level));
      assertThat(withheld.tableMetric() > 0).isEqualTo(level == 3);
    }
    assertThat(turn.takeHeld())
        .isEqualTo(
            kept
                ? null
                : reduction.keepsSessions(tick.read(), budget) ? "export_feedback" : "budget");
  }

  @Test
  void whatIsNeitherSampleNorPointIsNeverWithheld() {
    state = new BudgetOrder(3, 1);
    InstanceTurn turn = Verified.turn(Verified.outcome(null));
    Insight ledger = new Insight.Ledger(SOURCE, 1, new TreeMap<>(Map.of("in.calls", 4L)), 1);
    turn.emit(ledger);
    run(operator, turn);
    assertThat(turn.insights()).containsExactly(ledger);
    assertThat(turn.billing().billed().event()).isPositive();
    assertThat(turn.billing().withheld().total()).isZero();
  }

  /** The bytes in stores must stay readable. */
  @Test
  void codecKeepsItsBytes() {
    GoldenBytes.check(new BudgetOrderCodec(), 15, new BudgetOrder(3, 300), "03ac02");
  }

  private InstanceTurn apply(CostControl control, VerifiedRecord record) {
    InstanceTurn turn = Verified.turn(record);
    if (record instanceof VerifiedRecord.Order order) {
      turn.admit(order);
    }
    return run(control, turn);
  }

  private InstanceTurn run(CostControl control, InstanceTurn turn) {
    state = control.decide(state, turn);
    state = control.afterRows(state, turn);
    return turn;
  }

  private static VerifiedRecord.Order command(String level, String number) {
    SortedMap<String, CleanText> arguments = new TreeMap<>();
    arguments.put("level", Verified.clean(level));
    arguments.put("order", Verified.clean(number));
    return new VerifiedRecord.Order(
        10, "id" + number, CommandKind.BUDGET_LEVEL, Verified.clean("cost-control"), arguments);
  }

  private static Insight.Metrics metrics(List<MetricPoint> points) {
    return new Insight.Metrics(SOURCE, new ReadId("a", 1), 0, "tables", 20, points, List.of());
  }

  private static MetricPoint point(
      String metric, String database, String table, long start, long value) {
    SortedMap<String, CleanText> attributes = attributes(database);
    if (!metric.equals(COMMITS)) {
      attributes.put("postgresql.table.name", Verified.clean(table));
    }
    return new MetricPoint(
        CATALOGUE.metric(metric).orElseThrow(), attributes, new Interval(start, 20), value, null);
  }

  private static SortedMap<String, CleanText> attributes(String database) {
    return new TreeMap<>(Map.of("db.namespace", Verified.clean(database)));
  }
}
