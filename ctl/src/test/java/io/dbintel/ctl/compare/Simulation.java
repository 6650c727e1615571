package io.dbintel.ctl.compare;

import io.dbintel.collector.system.CounterReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;

/**
 * A database that works, an agent that polls it row by row while it works, and a ledger that takes
 * the rows of a poll one after the other. Time is microseconds.
 */
final class Simulation {

  private static final int STATEMENTS = 5;
  private static final long HOUR = 3_600_000_000L;

  private final Random random;
  private final long[] calls = new long[STATEMENTS];
  private final long[] told = new long[STATEMENTS];
  private final TreeMap<Long, Long> toldByHour = new TreeMap<>();
  private final boolean idle;
  private long clock;
  private long lastRead = -1;
  private List<long[]> underWay = new ArrayList<>();

  /** Added to what the ledger tells, as an error of it. */
  long error;

  Simulation(long seed, boolean idle) {
    this.random = new Random(seed);
    this.idle = idle;
    this.clock = HOUR - random.nextInt(200);
    for (int i = 0; i < STATEMENTS; i++) {
      told[i] = calls[i] = random.nextInt(1_000);
    }
  }

  /** Some statements run. */
  void work() {
    clock += 1 + random.nextInt(10);
    if (!idle) {
      calls[random.nextInt(STATEMENTS)] += random.nextInt(5);
    }
  }

  /** The agent reads all rows while statements run; nothing of it is in the ledger yet. */
  void poll() {
    applyAll();
    List<long[]> rows = new ArrayList<>();
    for (int i = 0; i < STATEMENTS; i++) {
      rows.add(new long[] {i, calls[i]});
      work();
    }
    rows.forEach(row -> underWay.add(new long[] {row[0], row[1], clock}));
    work();
  }

  /** The ledger takes some more rows of the poll. */
  void apply() {
    for (int n = 1 + random.nextInt(STATEMENTS); n > 0 && !underWay.isEmpty(); n--) {
      long[] row = underWay.remove(0);
      long difference = row[1] - told[(int) row[0]];
      told[(int) row[0]] = row[1];
      lastRead = row[2];
      toldByHour.merge(row[2] / HOUR, difference, Long::sum);
    }
  }

  private void applyAll() {
    while (!underWay.isEmpty()) {
      apply();
    }
  }

  LedgerReading ledger() {
    TreeMap<String, LedgerReading.Hour> hours = new TreeMap<>();
    toldByHour.forEach(
        (hour, sum) ->
            hours.put(
                "hour " + hour,
                new LedgerReading.Hour(new Amounts(sum, 2 * sum, 3 * sum), new TreeMap<>())));
    if (!hours.isEmpty() && error != 0) {
      hours.compute(
          hours.lastKey(),
          (hour, sums) ->
              sums.plus(
                  new LedgerReading.Hour(
                      new Amounts(error, 2 * error, 3 * error), new TreeMap<>())));
    }
    return new LedgerReading(
        lastRead < 0 ? OptionalLong.empty() : OptionalLong.of(lastRead), hours);
  }

  /** Reads all rows while statements run. */
  CounterReading read() {
    long begin = clock;
    Map<String, CounterReading.Row> rows = new HashMap<>();
    for (int i = 0; i < STATEMENTS; i++) {
      rows.put("s" + i, new CounterReading.Row(null, calls[i], 2 * calls[i], 3 * calls[i], i == 0));
      work();
    }
    return new CounterReading(begin, clock, "epoch", 0L, 0, rows);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }
}
