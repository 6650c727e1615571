package io.dbintel.streams.operators.budget;

import static io.dbintel.streams.operators.budget.BudgetConfigTest.config;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.BilledBytes;
import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.model.Increments;
import io.dbintel.streams.operator.TenantTurn;
import io.dbintel.streams.operators.GoldenBytes;
import io.dbintel.streams.operators.budget.SpendState.Ordered;
import io.dbintel.streams.operators.budget.SpendState.Told;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SpendLadderTest {
  private static final long HOUR_MS = 3_600_000;
  private static final long DAY_MS = 24 * HOUR_MS;
  private static final long FIRST = LocalDate.of(2026, 11, 1).toEpochDay();
  private static final long GIGABYTE = 1_000_000_000;

  /** Ten for a gigabyte, a budget of 300: a gigabyte a day is exactly within it. */
  private static final String THREE_HUNDRED = "pricePerGigabyte: 10, monthlyBudget: 300";

  private final List<Insight.Budget> events = new ArrayList<>();
  private final List<Command> commands = new ArrayList<>();
  private SpendLadder operator = new SpendLadder(config("{" + THREE_HUNDRED + "}"));
  private SpendState state;

  /** A tenant that obeys: what it offers an hour, and what its level lets through. */
  private final class Obedient {
    private final long session;
    private final long fast;
    private final long table;
    private final long event;

    Obedient(long session, long fast, long table, long event) {
      this.session = session;
      this.fast = fast;
      this.table = table;
      this.event = event;
    }

    void hour(long hour) {
      int level = state == null ? 0 : state.ordered().level();
      long order = state == null ? 0 : state.ordered().number();
      long sessions = level == 0 ? session : level == 1 ? session / 10 : 0;
      long fasts = level < 2 ? fast : 0;
      long tables = level < 3 ? table : 0;
      BilledBytes billed = new BilledBytes(sessions, fasts, tables, event, 0L);
      BilledBytes withheld =
          new BilledBytes(session - sessions, fast - fasts, table - tables, 0L, 0L);
      if (state == null) {
        send(hour * HOUR_MS, bytes(0), bytes(0), order);
      }
      send((hour + 1) * HOUR_MS - 1, billed, withheld, order);
    }

    void days(int from, int to) {
      for (long hour = (FIRST + from) * 24; hour < (FIRST + to) * 24; hour++) {
        hour(hour);
      }
    }
  }

  @Test
  void withinTheBudgetNothingIsWithheldAndTheStateIsToldEveryHour() {
    new Obedient(GIGABYTE / 48, 0, 0, GIGABYTE / 100).days(0, 25);
    assertThat(commands).isEmpty();
    assertThat(named(Insight.Budget.LEVEL)).isEmpty();
    assertThat(named(Insight.Budget.STATUS)).hasSize(25 * 24);
    assertThat(named(Insight.Budget.SPENT))
        .extracting(Insight.Budget::threshold)
        .containsExactly(50);
  }

  @Test
  void withoutABudgetNothingIsEverWithheldHoweverMuchIsSpent() {
    operator = new SpendLadder(config("{pricePerGigabyte: 10}"));
    new Obedient(GIGABYTE, GIGABYTE, GIGABYTE, GIGABYTE).days(0, 30);
    assertThat(commands).isEmpty();
    assertThat(events).extracting(Insight.Budget::event).containsOnly(Insight.Budget.STATUS);
    assertThat(events.get(events.size() - 1).spent()).isGreaterThan(20_000);
    assertThat(events.get(0).budget()).isNull();
  }

  @Test
  void lowestLevelThatSufficesIsChosenAtOnceAndTheMonthEndsWithinTheBudget() {
    // Sessions 0.6 GB a day, fast statements 0.5, tables 0.4, other events 0.4: level 2 suffices.
    new Obedient(GIGABYTE / 40, GIGABYTE / 48, GIGABYTE / 60, GIGABYTE / 60).days(0, 30);

    assertThat(commands.get(0).getArguments())
        .containsEntry("level", "2")
        .containsEntry("order", "1");
    assertThat(commands.get(0).getKind()).isEqualTo(CommandKind.BUDGET_LEVEL);
    Insight.Budget last = events.get(events.size() - 1);
    assertThat(last.spent()).isBetween(240.0, 300.0);
    assertThat(named(Insight.Budget.LEVEL).get(0).unreduced()).isBetween(500.0, 700.0);
    assertThat(commands).hasSizeLessThan(5);
    assertThat(named(Insight.Budget.LEVEL)).hasSameSizeAs(commands);
  }

  @Test
  void newMonthBeginsWithAWholeBudget() {
    Obedient tenant = new Obedient(GIGABYTE / 20, 0, 0, GIGABYTE / 40);
    tenant.days(0, 10);
    assertThat(state.ordered().level()).isPositive();
    tenant.days(10, 30);
    assertThat(named(Insight.Budget.SPENT)).extracting(Insight.Budget::threshold).contains(50, 80);
    events.clear();
    new Obedient(GIGABYTE / 100, 0, 0, GIGABYTE / 100).days(30, 52);
    assertThat(state.ordered().level()).isZero();
    assertThat(events.get(0).month()).isEqualTo("2026-12");
    assertThat(events.get(0).threshold()).isZero();
  }

  @Test
  void everyThresholdIsToldOnceAMonth() {
    new Obedient(0, 0, 0, GIGABYTE / 6).days(0, 30);
    assertThat(named(Insight.Budget.SPENT))
        .extracting(Insight.Budget::threshold)
        .containsExactly(50, 80, 100);
    assertThat(state.ordered().level()).isEqualTo(3);
  }

  @Test
  void orderIsSentAgainWhileAnInstanceObeysAnOlderOne() {
    Obedient tenant = new Obedient(GIGABYTE / 10, 0, 0, GIGABYTE / 48);
    tenant.days(0, 1);
    assertThat(commands).hasSize(1);
    long now = state.now().time();
    send(now + 60_000, bytes(0), bytes(0), 1);
    assertThat(commands).hasSize(1);
    send(now + 60_000, bytes(0), bytes(0), 0);

    assertThat(commands).hasSize(2);
    assertThat(commands.get(1).getArguments()).containsEntry("order", "2");
    assertThat(commands.get(1).getCommandId()).isNotEqualTo(commands.get(0).getCommandId());
    send(now + 120_000, bytes(0), bytes(0), 0);
    assertThat(commands).hasSize(2);
  }

  @Test
  void orderOfLevel0IsSentAgainToAnInstanceThatStillWithholds() {
    new Obedient(GIGABYTE / 10, 0, 0, GIGABYTE / 48).days(0, 1);
    assertThat(state.ordered().level()).isPositive();
    new Obedient(GIGABYTE / 1000, 0, 0, GIGABYTE / 1000).days(1, 20);
    assertThat(state.ordered().level()).isZero();
    commands.clear();
    long last = state.ordered().number();
    long now = state.now().time();

    send(now + 60_000, bytes(0), bytes(0), 0);
    assertThat(commands).as("an instance that never withheld").isEmpty();
    send(now + 60_000, bytes(0), bytes(0), last - 1);

    assertThat(commands).hasSize(1);
    assertThat(commands.get(0).getArguments()).containsEntry("level", "0");
  }

  /** A partition stood still while another went on; what it missed comes in a row. */
  @Test
  void backlogOfAPartitionIsAddedUpAndNeitherDecidesNorOrders() {
    long december = LocalDate.of(2026, 12, 1).toEpochDay();
    new Obedient(0, 0, 0, GIGABYTE / 100).days(0, 33);
    TenantDay now = state.now();
    assertThat(now.day()).isEqualTo(december + 2);
    events.clear();
    commands.clear();

    for (long minute = -2 * 1_440; minute < 2 * 1_440; minute++) {
      send(december * DAY_MS + minute * 60_000, bytes(GIGABYTE / 100), bytes(0), 0);
    }

    assertThat(events).isEmpty();
    assertThat(commands).isEmpty();
    assertThat(state.now()).isEqualTo(now);
    assertThat(state.days().get(december - 1).written().session())
        .isEqualTo(1_440 * (GIGABYTE / 100));
  }

  /** All instances are days behind, and so is the order in their log. */
  @Test
  void orderIsSentAgainOnceADayUntilAnInstanceObeysIt() {
    new Obedient(GIGABYTE / 10, 0, 0, GIGABYTE / 48).days(0, 1);
    commands.clear();
    long now = state.now().time();
    for (int minute = 1; minute <= 95 * 60; minute++) {
      send(now + minute * 60_000L, bytes(GIGABYTE / 600), bytes(0), 0);
    }
    assertThat(commands).hasSizeBetween(3, 6);
    int before = commands.size();
    long obeyed = state.ordered().number();
    now = state.now().time();
    send(now + 1, bytes(0), bytes(0), obeyed);
    send(now + HOUR_MS, bytes(0), bytes(0), 0);
    send(now + HOUR_MS + 60_000, bytes(0), bytes(0), 0);
    assertThat(commands).hasSize(before + 1);
  }

  @Test
  void shadowModeDecidesByWhatWouldBeWritten() {
    operator = new SpendLadder(config("{shadow: true, " + THREE_HUNDRED + "}"));
    for (long hour = FIRST * 24; hour < (FIRST + 8) * 24; hour++) {
      int level = state == null ? 0 : state.ordered().level();
      long withheld = level == 0 ? 0 : GIGABYTE / 24;
      send(hour * HOUR_MS, bytes(GIGABYTE / 16), new BilledBytes(withheld, 0L, 0L, 0L, 0L), 1);
    }
    Insight.Budget last = events.get(events.size() - 1);
    assertThat(last.shadow()).isTrue();
    assertThat(last.level()).isPositive();
    assertThat(last.spent()).isLessThan(200);
    assertThat(last.billed().total() + last.withheld().total()).isEqualTo(8 * 24 * (GIGABYTE / 16));
  }

  private record Increment(long day, long minute, long bytes, long withheld) {}

  @Provide
  Arbitrary<List<Increment>> increments() {
    return Combinators.combine(
            Arbitraries.longs().between(FIRST - 3, FIRST + 3),
            Arbitraries.longs().between(0, 1_439),
            Arbitraries.longs().between(0, GIGABYTE),
            Arbitraries.longs().between(0, GIGABYTE))
        .as(Increment::new)
        .list()
        .ofMaxSize(60);
  }

  @Property
  void sumsDoNotDependOnTheOrderOfIncrements(
      @ForAll("increments") List<Increment> increments, @ForAll long seed) {
    TreeMap<Long, DayBytes> expected = new TreeMap<>();
    for (Increment one : increments) {
      io.dbintel.streams.insights.BilledBytes told =
          new io.dbintel.streams.insights.BilledBytes(one.bytes(), 0, 0, 0, 0);
      io.dbintel.streams.insights.BilledBytes withheld =
          new io.dbintel.streams.insights.BilledBytes(one.withheld(), 0, 0, 0, 0);
      expected.merge(
          one.day(),
          new DayBytes(told, withheld, io.dbintel.streams.insights.BilledBytes.NONE),
          DayBytes::plus);
    }
    List<Increment> shuffled = new ArrayList<>(increments);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(sums(increments)).isEqualTo(expected);
    assertThat(sums(shuffled)).isEqualTo(expected);
  }

  private Map<Long, DayBytes> sums(List<Increment> increments) {
    state = null;
    for (Increment one : increments) {
      send(
          one.day() * DAY_MS + one.minute() * 60_000,
          bytes(one.bytes()),
          new BilledBytes(one.withheld(), 0L, 0L, 0L, 0L),
          0);
    }
    return state == null ? Map.of() : state.days();
  }

  @Property(tries = 50)
  void daysThatAreRememberedAreFew(@ForAll long seed) {
    Random random = new Random(seed);
    state = null;
    for (int i = 0; i < 500; i++) {
      send((FIRST + random.nextInt(400)) * DAY_MS, bytes(1), bytes(0), 0);
    }
    assertThat(state.days()).hasSizeLessThanOrEqualTo(62 + 1 + 31);
  }

  @Test
  void oneClockThatIsAheadDoesNotEndTheMonth() {
    for (int i = 0; i < 100; i++) {
      send(FIRST * DAY_MS + i * 60_000, bytes(1), bytes(0), 0);
      send((FIRST + 40) * DAY_MS, bytes(1), bytes(0), 0);
    }
    assertThat(state.now().day()).isEqualTo(FIRST);
    for (int i = 0; i < TenantDay.AHEAD; i++) {
      send((FIRST + 40) * DAY_MS, bytes(1), bytes(0), 0);
    }
    assertThat(state.now().day()).isEqualTo(FIRST + 40);
    for (int i = 0; i < TenantDay.BEHIND; i++) {
      send(FIRST * DAY_MS + 5, bytes(1), bytes(0), 0);
    }
    assertThat(state.now()).isEqualTo(new TenantDay(FIRST, FIRST * DAY_MS + 5, 0, 0));
  }

  /** The bytes in stores must stay readable. */
  @Test
  void codecKeepsItsBytes() {
    io.dbintel.streams.insights.BilledBytes told =
        new io.dbintel.streams.insights.BilledBytes(1, 2, 3, 4, 500);
    io.dbintel.streams.insights.BilledBytes withheld =
        new io.dbintel.streams.insights.BilledBytes(6, 7, 8, 0, 0);
    GoldenBytes.check(
        new SpendStateCodec(),
        2,
        new SpendState(
            new TenantDay(300, 20, 1, 0),
            10,
            new TreeMap<>(Map.of(300L, new DayBytes(told, withheld, told))),
            new Ordered(2, 17, 15, true),
            new Told(19, 18, 300, 50, 9)),
        "ac021401000a02110f011312ac02320901ac0201020304f403060708000001020304f403");
  }

  private void send(long time, BilledBytes billed, BilledBytes withheld, long order) {
    TenantTurn<TenantUsage> turn =
        new TenantTurn<>(
            "acme", time, Increments.billed("acme/orders", time / DAY_MS, billed, withheld, order));
    state = operator.decide(state, turn);
    turn.insights().forEach(insight -> events.add((Insight.Budget) insight));
    commands.addAll(turn.commands());
  }

  private static BilledBytes bytes(long session) {
    return new BilledBytes(session, 0L, 0L, 0L, 0L);
  }

  private List<Insight.Budget> named(String event) {
    return events.stream().filter(one -> one.event().equals(event)).toList();
  }
}
