package io.dbintel.quickstart.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dbintel.quickstart.view.ControlSnapshot.BudgetLine;
import io.dbintel.quickstart.view.ControlSnapshot.BudgetReport;
import io.dbintel.quickstart.view.ControlSnapshot.CircuitLine;
import io.dbintel.quickstart.view.ControlSnapshot.Happening;
import io.dbintel.quickstart.view.ControlSnapshot.RateLine;
import io.dbintel.quickstart.view.ControlSnapshot.SamplingLine;
import io.dbintel.schemas.avro.BilledBytes;
import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.MetricPoint;
import io.dbintel.schemas.avro.MetricType;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.avro.ResultResource;
import io.dbintel.schemas.avro.TenantUsage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControlWindowsTest {

  private static final String ONE = "acme/one";

  private final CircuitStates circuits = new CircuitStates();

  @Test
  void aCircuitIsWhatItsLastTransitionSays() {
    circuits.add(state(100, 0));
    assertThat(circuits.lines(105_000))
        .containsExactly(new CircuitLine(ONE, "closed", "", false, 5));

    assertThat(circuits.add(transition(110, "closed", "open", "lock_queue")))
        .isEqualTo("circuit of acme/one: closed -> open (lock_queue)");
    circuits.add(state(120, 1));
    circuits.add(transition(100, "half_open", "closed", "probes_good"));
    circuits.add(transition(121, "open", "open", "thresholds_raised"));

    assertThat(circuits.lines(125_000))
        .containsExactly(new CircuitLine(ONE, "open", "lock_queue", false, 15));
  }

  @Test
  void aCircuitWhoseTransitionWasNotSeenIsWhatTheMetricSays() {
    circuits.add(transition(100, "closed", "forced_open", "command"));
    circuits.add(state(110, 1));
    assertThat(circuits.lines(110_000)).extracting(CircuitLine::state).containsOnly("forced_open");

    circuits.add(state(120, 2));
    circuits.add(state(90, 0));
    assertThat(circuits.lines(110_000))
        .containsExactly(new CircuitLine(ONE, "half_open", "", false, 0));
  }

  @Test
  void samplingSharesCountWhatIsNotNamed() {
    SamplingWindow window = new SamplingWindow(15);
    window.addStatement(Events.topQuery(ONE, "9", "old", 50, 60, 1, 1_000));
    window.addStatement(Events.topQuery(ONE, "1", "new", 90, 100, 1, 300));
    window.addStatement(
        Events.event(
            ONE,
            "db.server.top_query",
            100,
            Map.of(
                "dbintel.remainder",
                true,
                "dbintel.remainder.statements",
                3L,
                "dbintel.interval.end",
                100 * Events.SECOND,
                "dbintel.total_exec_time_ns",
                100L)));
    window.addSession(
        Events.event(ONE, "db.server.query_sample", 100, Map.of("dbintel.sample.weight", 4.0)));
    window.addSession(
        Events.event(ONE, "db.server.query_sample", 100, Map.of("dbintel.sample.weight", 1.0)));

    SamplingLine line = window.lines().get(0);

    assertThat(line.instance()).isEqualTo(ONE);
    assertThat(line.statements()).isEqualTo(0.25, within(1e-9));
    assertThat(line.time()).isEqualTo(0.75, within(1e-9));
    assertThat(line.sessions()).isEqualTo(0.4, within(1e-9));
    assertThat(line.statementRates()).containsExactly(new RateLine(1, 1));
    assertThat(line.sessionRates()).containsExactly(new RateLine(1, 1), new RateLine(0.25, 1));
  }

  @Test
  void aBudgetHasTheBytesSeenAndTheLastReport() {
    BudgetStates budgets = new BudgetStates();
    budgets.add(usage(new BilledBytes(1L, 2L, 3L, 4L, 5L)));
    budgets.add(usage(new BilledBytes(10L, 0L, 0L, 0L, 0L)));
    assertThat(budgets.lines()).containsExactly(new BudgetLine("acme", 25, null));

    ResultEvent report =
        Events.event(
            ONE,
            "dbintel.budget.status",
            100,
            Map.of(
                "dbintel.budget.month",
                "2026-11",
                "dbintel.budget.spent",
                1.5,
                "dbintel.budget.forecast",
                3.0,
                "dbintel.budget.reduction.level",
                2L));
    assertThat(BudgetStates.isReport(report)).isTrue();
    budgets.add(report);
    assertThat(budgets.lines())
        .containsExactly(
            new BudgetLine("acme", 25, new BudgetReport("2026-11", 1.5, null, 3.0, 2, false)));
  }

  @Test
  void theLastHappeningsAreKeptInOrder() {
    Happenings happenings = new Happenings();
    for (long time = 10; time >= 1; time--) {
      happenings.add(time, "at " + time);
    }

    assertThat(happenings.recent())
        .extracting(Happening::millis)
        .containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
  }

  private static ResultEvent transition(long second, String from, String to, String reason) {
    return Events.event(
        ONE,
        CircuitStates.EVENT,
        second,
        Map.of(
            "dbintel.circuit_breaker.from", from,
            "dbintel.circuit_breaker.to", to,
            "dbintel.circuit_breaker.reason", reason,
            "dbintel.circuit_breaker.shadow", false));
  }

  private static ResultMetrics state(long second, long value) {
    long time = second * Events.SECOND;
    MetricPoint point =
        new MetricPoint(Map.of("dbintel.circuit_breaker.shadow", "false"), time, time, value, null);
    return new ResultMetrics(
        "00",
        new ResultResource("acme", ONE, "postgresql", "db", 5432, Map.of()),
        time,
        List.of(
            new Metric(
                "circuit_breaker.state", "1", "", MetricType.GAUGE, false, false, List.of(point))));
  }

  private static TenantUsage usage(BilledBytes billed) {
    return new TenantUsage("00", ONE, 1L, 1L, 1L, 1L, billed, new BilledBytes(), 0L);
  }
}
