package io.dbintel.streams;

import static io.dbintel.streams.model.Chunks.full;
import static io.dbintel.streams.model.Chunks.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.Metric;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.streams.model.Chunks;
import io.dbintel.streams.model.CountingOperators;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.model.Scenario;
import io.dbintel.streams.model.TopologyHarness;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** What an order of cost control does to the results of an instance, and what it does not. */
class CostControlInTopologyTest {
  private static final String STATEMENT = "db.server.top_query";

  @Test
  void fastStatementsBecomePartOfTheRemainderAndSlowOnesKeepTheirNames() {
    CountingOperators counts = new CountingOperators();
    try (TopologyHarness topology = new TopologyHarness("", counts)) {
      topology.send(order(2, 1));
      topology.send(full(1, 100, row(1, List.of(1L, 1L, 1_000_000L)), row(2, 1), row(3, 1)));
      topology.send(order(2, 2));
      topology.send(
          full(
              2,
              110,
              row(1, List.of(2L, 2L, 51_000_000L)),
              row(2, 6),
              row(3, List.of(1_001L, 1_001L, 901_000_000L)),
              row(4, 7)));

      List<ResultEvent> events = topology.events(STATEMENT);
      assertThat(events)
          .extracting(event -> event.getAttributes().get("postgresql.queryid"))
          .containsExactly("1", "3", "4", null);
      assertThat(events.get(2).getAttributes())
          .containsEntry("dbintel.flags", List.of("first_seen"));
      assertThat(events.get(3).getAttributes())
          .containsEntry("dbintel.remainder.statements", 1L)
          .containsEntry("postgresql.calls", 5L);
      assertThat(counts.held("fast-statements")).containsEntry("budget", 1L).hasSize(1);
      assertThat(counts.in("fast-statements")).isEqualTo(4);
      assertThat(counts.out("fast-statements")).isEqualTo(3);
      assertThat(usage(topology).getWithheld().getFastStatement()).isPositive();
    }
  }

  @Test
  void shadowModeSaysWhatWouldBeWithheldAndWithholdsNothing() {
    CountingOperators counts = new CountingOperators();
    try (TopologyHarness topology = new TopologyHarness("{budget: {shadow: true}}", counts)) {
      topology.send(full(1, 100, row(1, 1), row(2, 1)));
      topology.send(order(3, 1));
      topology.send(full(2, 110, row(1, 6), row(2, 6)));
      topology.send(RawRecords.tick("a", 1, 100, RawRecords.session("1", 100)));

      List<ResultEvent> events = topology.events();
      assertThat(events)
          .extracting(ResultEvent::getEventName)
          .containsExactly(STATEMENT, STATEMENT, "db.server.query_sample");
      assertThat(counts.held("fast-statements")).isEmpty();
      assertThat(counts.held("cost-control")).isEmpty();
      TenantUsage usage = usage(topology);
      assertThat(usage.getWithheld().getFastStatement())
          .isPositive()
          .isEqualTo(usage.getBilled().getFastStatement());
      assertThat(usage.getWithheld().getSession()).isEqualTo(usage.getBilled().getSession());
      assertThat(usage.getBudgetOrder()).isEqualTo(1);
    }
  }

  @Test
  void tablesAreToldAsSumsAndGoOnFromTheLastReadAfterwards() {
    CountingOperators counts = new CountingOperators();
    try (TopologyHarness topology = new TopologyHarness("", counts)) {
      topology.send(RawRecords.tables(1, 100, 10, 20));
      topology.send(RawRecords.tables(2, 110, 13, 24));
      topology.send(order(3, 1));
      topology.send(RawRecords.tables(3, 120, 18, 30));
      topology.send(order(0, 2));
      topology.send(RawRecords.tables(4, 130, 19, 32));

      assertThat(scans(topology))
          .containsExactly(
              "a 100-110 3", "b 100-110 4", "sum 110-120 11", "a 120-130 1", "b 120-130 2");
      assertThat(counts.held("cost-control")).containsEntry("budget", 1L);
    }
  }

  private static List<String> scans(TopologyHarness topology) {
    return topology.metrics().stream()
        .flatMap(result -> result.getMetrics().stream())
        .filter(metric -> metric.getName().equals("postgresql.sequential_scans"))
        .map(Metric::getPoints)
        .flatMap(List::stream)
        .map(
            point ->
                point.getAttributes().getOrDefault("postgresql.table.name", "sum")
                    + (point.getAttributes().containsKey("otel.metric.overflow")
                            == point.getAttributes().containsKey("postgresql.table.name")
                        ? " without mark "
                        : " ")
                    + point.getStartTime() / 1_000_000
                    + "-"
                    + point.getTime() / 1_000_000
                    + " "
                    + point.getLongValue())
        .toList();
  }

  @Test
  void budgetOrderAsksTheAgentForNothingAndIsAppliedOnce() {
    try (TopologyHarness topology = new TopologyHarness()) {
      topology.send(full(1, 100, row(1, 1)));
      topology.send(order(2, 1));
      topology.send(order(0, 1));
      topology.send(full(2, 110, row(1, 2)));

      assertThat(topology.control()).isEmpty();
      assertThat(usage(topology).getBudgetOrder()).isEqualTo(1);
      assertThat(topology.events(STATEMENT))
          .allSatisfy(
              event -> assertThat(event.getAttributes()).containsEntry("dbintel.remainder", true));
    }
  }

  /** Random histories, random orders of both: what statements did is told completely. */
  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void sumsAreExactUnderAnyLevelsOfBudgetAndFeedback(@ForAll long seed) {
    Random random = new Random(seed);
    StatementPollChunk[] last = {null};
    int[] orders = {0};
    try (TopologyHarness topology =
        new TopologyHarness(
            "{selection: {top: 2, hardCap: 3}, budget: {reductions: {fastShare: 1000}}}")) {
      Scenario scenario =
          new Scenario(
              seed,
              17,
              2,
              (timestamp, record) -> {
                topology.send(TopologyHarness.INSTANCE, timestamp, record);
                if (record instanceof StatementPollChunk chunk) {
                  last[0] = chunk;
                }
                if (random.nextInt(3) == 0) {
                  topology.send(
                      TopologyHarness.INSTANCE, timestamp, order(random.nextInt(4), ++orders[0]));
                }
                if (random.nextInt(3) == 0) {
                  topology.send(
                      TopologyHarness.INSTANCE,
                      timestamp,
                      feedback(random.nextInt(3), random.nextInt(3), ++orders[0]));
                }
              });
      scenario.baseline();
      for (int step = 0; step < 60; step++) {
        scenario.step();
        if (step % 7 == 3) {
          scenario.disturb();
        }
      }
      scenario.settle();
      StatementPollChunk end = Chunks.emptyAfter(last[0]);
      topology.send(TopologyHarness.INSTANCE, end.getReadEnd() / 1_000, end);

      SortedMap<String, Long> sums = new TreeMap<>();
      for (ResultEvent event : topology.events(STATEMENT)) {
        for (String counter : List.of("postgresql.calls", "dbintel.total_exec_time_ns")) {
          sums.merge(counter, (long) event.getAttributes().get(counter), Long::sum);
        }
      }
      assertThat(sums.getOrDefault("postgresql.calls", 0L)).isEqualTo(scenario.expected(0));
      assertThat(sums.getOrDefault("dbintel.total_exec_time_ns", 0L))
          .isEqualTo(scenario.expected(3));
    }
  }

  private static Command feedback(int rate, int cardinality, long number) {
    return new Command(
        "feedback-" + number,
        CommandKind.EXPORT_FEEDBACK,
        "export-errors",
        0L,
        Map.of(
            "rate",
            Integer.toString(rate),
            "cardinality",
            Integer.toString(cardinality),
            "order",
            Long.toString(number)));
  }

  private static TenantUsage usage(TopologyHarness topology) {
    topology.later(60_000).send(RawRecords.outcome(PollStatus.OK));
    List<TenantUsage> all = topology.tenantUsage();
    return all.get(all.size() - 1);
  }

  private static Command order(int level, long number) {
    return new Command(
        "order-" + number,
        CommandKind.BUDGET_LEVEL,
        "cost-control",
        0L,
        Map.of("level", Integer.toString(level), "order", Long.toString(number)));
  }
}
