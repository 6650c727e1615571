package io.dbintel.ctl.compare;

import io.dbintel.collector.system.CounterReading;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final List<long[]> polled = new ArrayList<>();
  private final List<long[]> underWay = new ArrayList<>();

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

  /** The agent reads one row more; a poll whose last row was read is on its way to the ledger. */
  void pollOneRow() {
    polled.add(new long[] {polled.size(), calls[polled.size()], 0});
    work();
    if (polled.size() == STATEMENTS) {
      for (long[] row : polled) {
        row[2] = clock;
        underWay.add(row);
      }
      polled.clear();
    }
  }

  /** A whole poll comes into the ledger. */
  void poll() {
    do {
      pollOneRow();
    } while (!polled.isEmpty());
    while (!underWay.isEmpty()) {
      apply();
    }
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

  /** Reads all rows while statements run and the agent polls. */
  CounterReading read() {
    long begin = clock;
    Map<String, CounterReading.Row> rows = new HashMap<>();
    for (int i = 0; i < STATEMENTS; i++) {
      rows.put("s" + i, new CounterReading.Row(null, calls[i], 2 * calls[i], 3 * calls[i], i == 0));
      work();
      for (int n = random.nextInt(3); n > 0; n--) {
        pollOneRow();
      }
    }
    return new CounterReading(begin, clock, "epoch", 0L, 0, rows);
  }

  /**
   * Calls of all statements as far as they have come into the ledger, from before the start too.
   */
  long toldInAll() {
    return Arrays.stream(told).sum();
  }

  int below(int bound) {
    return random.nextInt(bound);
  }
}
