package io.dbintel.ctl.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.collector.system.CounterReader;
import io.dbintel.collector.system.CounterReading;
import io.dbintel.ctl.FakeAdmin;
import io.dbintel.ctl.api.AdminAddress;
import io.dbintel.ctl.api.AdminClient;
import io.dbintel.ctl.api.Token;
import io.dbintel.ctl.compare.Counted.Disturbances;
import io.dbintel.ctl.compare.Measure.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ComparisonRunTest {

  private static final Duration PACE = Duration.ofMillis(1);

  private final List<String> remarks = new ArrayList<>();

  private Comparison run(Simulation simulation, Duration patience) throws Exception {
    ComparisonRun.Ledger ledger =
        () -> {
          simulation.poll();
          return simulation.ledger();
        };
    return new ComparisonRun(
            ledger, reader(simulation), Duration.ofMillis(2), patience, PACE, remarks::add)
        .run();
  }

  private static CounterReader reader(Simulation simulation) {
    return new CounterReader() {
      @Override
      public CounterReading read() {
        return simulation.read();
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void comparesFromTheThirdPollOn() throws Exception {
    Comparison result = run(new Simulation(1, false), Duration.ofMinutes(1));
    assertThat(result.isWrong()).isFalse();
    assertThat(result.calls().told()).isPositive();
    assertThat(result.to() - result.from()).isGreaterThanOrEqualTo(2_000);
    assertThat(result.polls()).isGreaterThan(3);
    assertThat(result.ownCalls()).isBetween(0L, result.calls().most() - result.calls().least());
    assertThat(remarks).hasSize(2);
  }

  @Test
  void withoutPollsItEnds() {
    ComparisonRun.Ledger empty = () -> new LedgerReading(OptionalLong.empty(), new TreeMap<>());
    ComparisonRun run =
        new ComparisonRun(
            empty,
            reader(new Simulation(1, true)),
            Duration.ofSeconds(1),
            Duration.ofMillis(20),
            PACE,
            remarks::add);
    assertThatThrownBy(run::run)
        .isInstanceOf(IncomparableException.class)
        .hasMessageContaining("whether the agent runs")
        .hasMessageContaining("--wait");
  }

  @Test
  void aProcessorThatIsAwayForAMomentIsWaitedFor() throws Exception {
    try (FakeAdmin away = FakeAdmin.start()) {
      away.on("GET /ledger", 503, "{\"error\":{\"message\":\"the partition moves\"}}");
      AdminClient client =
          new AdminClient(
              AdminAddress.of(away.url(), false),
              Token.of(Optional.empty(), Optional.of(FakeAdmin.TOKEN)),
              Optional.empty(),
              Duration.ofSeconds(10));
      Simulation simulation = new Simulation(2, false);
      int[] asked = {0};
      ComparisonRun.Ledger ledger =
          () -> {
            if (asked[0]++ % 2 == 0) {
              client.get("/ledger");
            }
            simulation.poll();
            return simulation.ledger();
          };
      Comparison result =
          new ComparisonRun(
                  ledger,
                  reader(simulation),
                  Duration.ofNanos(1_000),
                  Duration.ofMinutes(1),
                  PACE,
                  remarks::add)
              .run();
      assertThat(result.isWrong()).isFalse();
    }
  }

  @Test
  void aClockThatGoesBackIsNoComparison() throws Exception {
    Brackets brackets = new Brackets();
    brackets.add(ledger(10, Map.of("h", 1L)));
    assertThatThrownBy(() -> brackets.add(ledger(9, Map.of("h", 1L))))
        .hasMessageContaining("went back by 1 µs");
    DatabaseGrowth growth = new DatabaseGrowth();
    growth.add(reading(100, 110, "e", Map.of()));
    assertThatThrownBy(() -> growth.add(reading(109, 120, "e", Map.of())))
        .hasMessageContaining("clock of the database went back");
  }

  private static LedgerReading ledger(long lastRead, Map<String, Long> callsByHour) {
    SortedMap<String, LedgerReading.Hour> hours = new TreeMap<>();
    callsByHour.forEach(
        (hour, calls) ->
            hours.put(hour, new LedgerReading.Hour(new Amounts(calls, 0, 0), new TreeMap<>())));
    return new LedgerReading(OptionalLong.of(lastRead), hours);
  }

  private static CounterReading reading(
      long begin, long end, String epoch, Map<String, CounterReading.Row> rows) {
    return new CounterReading(begin, end, epoch, null, 0, rows);
  }

  @Test
  void anHourThatIsNoLongerToldIsNoComparison() {
    LedgerReading earlier = ledger(1, Map.of("13", 10L));
    assertThat(ledger(2, Map.of("13", 12L, "14", 5L)).since(earlier).orElseThrow().in().calls())
        .isEqualTo(7);
    assertThat(ledger(2, Map.of("14", 5L)).since(earlier)).isEmpty();
    assertThat(ledger(2, Map.of("13", 9L)).since(earlier).orElseThrow().in().calls()).isEqualTo(-1);
  }

  @Test
  void whatBeganAnewIsCountedFromZeroAndTold() throws Exception {
    DatabaseGrowth growth = new DatabaseGrowth();
    Map<String, CounterReading.Row> rows = new HashMap<>();
    rows.put("a", new CounterReading.Row(1L, 10, 10, 10, true));
    rows.put("b", new CounterReading.Row(1L, 10, 10, 10, false));
    rows.put("c", new CounterReading.Row(1L, 10, 10, 10, false));
    growth.add(reading(0, 1, "e", rows));
    rows.put("a", new CounterReading.Row(1L, 12, 12, 12, true));
    rows.put("b", new CounterReading.Row(1L, 3, 3, 3, false));
    rows.put("c", new CounterReading.Row(2L, 11, 11, 11, false));
    rows.put("d", new CounterReading.Row(2L, 5, 5, 5, false));
    Counted counted = growth.add(reading(2, 3, "e", rows));
    assertThat(counted.grown().calls()).isEqualTo(2 + 3 + 11 + 5);
    assertThat(counted.own().calls()).isEqualTo(2);
    assertThat(counted.disturbances()).isEqualTo(new Disturbances(0, 2, 0, 0));
    rows.remove("d");
    assertThat(growth.add(reading(4, 5, "f", rows)).disturbances())
        .isEqualTo(new Disturbances(1, 2, 1, 0));
  }

  @Test
  void whatIsClaimedDependsOnWhatIsKnown() {
    assertThat(Measure.of(5, 5, 5, false, false).verdict()).isEqualTo(Verdict.EXACT);
    assertThat(Measure.of(5, 5, 5, true, false).verdict()).isEqualTo(Verdict.WITHIN);
    assertThat(Measure.of(5, 4, 6, false, false).verdict()).isEqualTo(Verdict.WITHIN);
    assertThat(Measure.of(3, 4, 6, false, false).verdict()).isEqualTo(Verdict.TOO_LITTLE);
    assertThat(Measure.of(3, 4, 6, false, true).verdict()).isEqualTo(Verdict.LESS_WITH_REASON);
    assertThat(Measure.of(7, 4, 6, false, true).verdict()).isEqualTo(Verdict.TOO_MUCH);
    assertThat(Measure.of(7, 4, 6, true, false).verdict()).isEqualTo(Verdict.NOT_KNOWN);
    assertThat(Measure.of(7, 4, 6, true, false).difference()).isEqualTo(1);
  }

  @Test
  void theLedgerIsReadFromTheAnswer() throws Exception {
    LedgerReading read =
        LedgerReading.of(
            new ObjectMapper()
                .readTree(
                    """
                    {"hours":[
                      {"hour":"2026-11-27T14:00:00Z","in":{"calls":5,"rows":6,"time_ns":7},
                       "last_read":"2026-11-27T14:00:00.000001Z","entries":{"gaps.reset":2}},
                      {"hour":"2026-11-27T13:00:00Z","in":{"calls":1,"rows":1,"time_ns":1},
                       "last_read":"2026-11-27T13:59:00Z","entries":{}}]}\
                    """));
    assertThat(read.lastRead()).hasValue(1_795_788_000_000_001L);
    assertThat(read.hours().get("2026-11-27T14:00:00Z").entries()).containsEntry("gaps.reset", 2L);
    assertThat(read.hours()).hasSize(2);
  }
}
