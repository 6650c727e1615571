package io.dbintel.streams.operators.budget;

import static io.dbintel.streams.operators.budget.BudgetConfigTest.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dbintel.streams.insights.BilledBytes;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final long DAY_MS = 86_400_000;
  private static final long FIRST = LocalDate.of(2026, 11, 1).toEpochDay();
  private static final long GIGABYTE = 1_000_000_000;
  private static final BudgetConfig CONFIG = config("{}");
  private static final BudgetPlan PLAN = new BudgetPlan(10, 300);

  @Test
  void steadySpendIsForecastExactly() {
    SortedMap<Long, DayBytes> days = new TreeMap<>();
    for (int day = 0; day < 10; day++) {
      days.put(FIRST + day, events(GIGABYTE));
    }
    days.put(FIRST + 10, events(GIGABYTE / 4));
    Forecast forecast = at(FIRST + 10, 0.25, FIRST * DAY_MS, days);
    assertThat(forecast.spent()).isCloseTo(102.5, within(1e-9));
    assertThat(forecast.atEnd()[0]).isCloseTo(300, within(1e-6));
    assertThat(forecast.month()).hasToString("2026-11");
  }

  @Test
  void firstDayIsScaledToWhatWasSeenOfItAndAQuarterOfADayIsNeeded() {
    SortedMap<Long, DayBytes> days = new TreeMap<>();
    days.put(FIRST, events(GIGABYTE / 4));
    long noon = FIRST * DAY_MS + DAY_MS / 2;
    assertThat(at(FIRST, 0.75, noon, days).atEnd()[0]).isCloseTo(295, within(1e-6));
    assertThat(at(FIRST, 0.52, noon, days).atEnd()[0]).isCloseTo(2.5, within(1e-6));

    days.put(FIRST + 1, events(0));
    assertThat(at(FIRST + 1, 0, noon, days).atEnd()[0]).isCloseTo(2.5 + 29 * 5, within(1e-6));
  }

  @Test
  void levelsKeepWhatTheySay() {
    SortedMap<Long, DayBytes> days = new TreeMap<>();
    // withheld is offered too: the forecast without reductions counts it
    days.put(
        FIRST,
        new DayBytes(
            new BilledBytes(GIGABYTE / 2, GIGABYTE, GIGABYTE, GIGABYTE, 0),
            new BilledBytes(GIGABYTE / 2, 0, 0, 0, 0),
            BilledBytes.NONE));
    double[] atEnd = at(FIRST + 1, 0, FIRST * DAY_MS, days).atEnd();
    assertThat(atEnd[0]).isCloseTo(35 + 29 * 40, within(1e-6));
    assertThat(atEnd[1]).isCloseTo(35 + 29 * 31, within(1e-6));
    assertThat(atEnd[2]).isCloseTo(35 + 29 * 20, within(1e-6));
    assertThat(atEnd[3]).isCloseTo(35 + 29 * 10, within(1e-6));
  }

  @Test
  void whatLeftInShadowModeIsSpentOnceTheModeIsOff() {
    SortedMap<Long, DayBytes> days = new TreeMap<>();
    BilledBytes one = new BilledBytes(GIGABYTE, 0, 0, 0, 0);
    days.put(FIRST, new DayBytes(one, BilledBytes.NONE, one));
    days.put(FIRST + 1, new DayBytes(BilledBytes.NONE, one, BilledBytes.NONE));
    TenantDay now = TenantDay.first(FIRST + 2, (FIRST + 2) * DAY_MS);
    Forecast off = Forecast.of(now, FIRST * DAY_MS, days, PLAN, CONFIG);
    Forecast on = Forecast.of(now, FIRST * DAY_MS, days, PLAN, config("{shadow: true}"));
    assertThat(off.spent()).isCloseTo(10, within(1e-9));
    assertThat(on.spent()).isZero();
    assertThat(off.withheld()).isEqualTo(one);
    assertThat(on.withheld()).isEqualTo(one.plus(one));
    assertThat(off.atEnd()[0] - off.spent()).isCloseTo(280, within(1e-6));
    assertThat(on.atEnd()[0]).isCloseTo(280, within(1e-6));
  }

  @Test
  void calibrationAndPriceMakeMoneyOfBytes() {
    SortedMap<Long, DayBytes> days = new TreeMap<>();
    days.put(
        FIRST,
        new DayBytes(
            new BilledBytes(0, 0, 0, GIGABYTE, GIGABYTE), BilledBytes.NONE, BilledBytes.NONE));
    Forecast forecast =
        Forecast.of(
            TenantDay.first(FIRST + 1, (FIRST + 1) * DAY_MS),
            FIRST * DAY_MS,
            days,
            PLAN,
            config("{eventCalibration: 2, metricCalibration: 0.5}"));
    assertThat(forecast.spent()).isCloseTo(25, within(1e-9));
  }

  /** Between what is spent, and what the dearest day so far would make of the rest. */
  @Property
  void forecastIsBounded(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 1_000_000) Integer> bytes,
      @ForAll @DoubleRange(min = 0.05, max = 0.99) double passed) {
    SortedMap<Long, DayBytes> days = new TreeMap<>();
    double dearest = 0;
    int last = bytes.size() - 1;
    for (int day = 0; day <= last; day++) {
      long billed = 1_000L * bytes.get(day);
      days.put(FIRST + day, events(billed));
      dearest = Math.max(dearest, day == last ? billed / passed : billed);
    }
    Forecast forecast = at(FIRST + last, passed, FIRST * DAY_MS, days);
    double left = 30 - last - passed;
    double money = dearest / GIGABYTE * PLAN.price();
    for (int level = 0; level <= Reduction.MAX; level++) {
      assertThat(forecast.atEnd()[level])
          .isGreaterThanOrEqualTo(forecast.spent())
          .isLessThanOrEqualTo(forecast.spent() + left * money * 1.001 + 1e-6);
      assertThat(forecast.atEnd()[level]).isLessThanOrEqualTo(forecast.atEnd()[0]);
    }
  }

  private static DayBytes events(long bytes) {
    return new DayBytes(new BilledBytes(0, 0, 0, bytes, 0), BilledBytes.NONE, BilledBytes.NONE);
  }

  private static Forecast at(long day, double passed, long first, SortedMap<Long, DayBytes> days) {
    TenantDay now = TenantDay.first(day, day * DAY_MS + Math.round(passed * DAY_MS));
    return Forecast.of(now, first, days, PLAN, CONFIG);
  }
}
