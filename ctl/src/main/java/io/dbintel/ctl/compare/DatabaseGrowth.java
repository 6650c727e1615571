package io.dbintel.ctl.compare;

import io.dbintel.collector.system.CounterReading;
import io.dbintel.ctl.compare.Counted.Disturbances;
import java.util.Map;
import java.util.Objects;

/**
 * Adds up, reading by reading, what each statement's counters grew by. What began anew counts from
 * 0: less than that it cannot have been.
 */
final class DatabaseGrowth {

  private CounterReading last;
  private Amounts grown = Amounts.NONE;
  private Amounts own = Amounts.NONE;
  private Disturbances disturbances = Disturbances.NONE;

  /**
   * The next reading.
   *
   * @throws IncomparableException when the clock of the database went back
   */
  Counted add(CounterReading reading) throws IncomparableException {
    if (last != null) {
      if (reading.begin() < last.end()) {
        throw new IncomparableException(
            "the clock of the database went back by "
                + (last.end() - reading.begin())
                + " µs between two readings; run again when it is right");
      }
      compare(last, reading);
    }
    last = reading;
    return new Counted(reading.begin(), reading.end(), grown, own, disturbances);
  }

  private void compare(CounterReading before, CounterReading now) {
    long fallen = 0;
    long gone = 0;
    for (Map.Entry<String, CounterReading.Row> entry : now.rows().entrySet()) {
      CounterReading.Row row = entry.getValue();
      CounterReading.Row earlier = before.rows().get(entry.getKey());
      Amounts growth = amounts(row);
      if (earlier != null) {
        Amounts difference = growth.minus(amounts(earlier));
        if (Objects.equals(row.origin(), earlier.origin()) && !difference.isNegative()) {
          growth = difference;
        } else {
          fallen++;
        }
      }
      grown = grown.plus(growth);
      if (row.own()) {
        own = own.plus(growth);
      }
    }
    for (String key : before.rows().keySet()) {
      if (!now.rows().containsKey(key)) {
        gone++;
      }
    }
    disturbances =
        disturbances.plus(
            new Disturbances(
                before.epoch().equals(now.epoch()) ? 0 : 1, fallen, gone, evicted(before, now)));
  }

  private static long evicted(CounterReading before, CounterReading now) {
    return before.evictions() == null || now.evictions() == null
        ? 0
        : Math.max(0, now.evictions() - before.evictions());
  }

  private static Amounts amounts(CounterReading.Row row) {
    return new Amounts(row.calls(), row.rows(), row.timeNs());
  }
}
