package io.dbintel.streams.model;

import io.dbintel.schemas.avro.CounterEpoch;
import io.dbintel.schemas.avro.ServerRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A model of pg_stat_statements: rows with cumulative counters that are evicted, reset, emptied by
 * a crash, kept by a clean restart and hidden from the agent; and the truth: the work done by each
 * entry, from when a row enters the view until it leaves it.
 */
public final class ServerModel {
  /** Numbers of the counters in the catalogue, hot ones first. */
  public static final List<Integer> COUNTERS = List.of(1, 2, 3, 4, 8, 24);

  /** How many of {@link #COUNTERS} are hot. */
  public static final int HOT = 4;

  /** How many different rows there are. */
  public static final int ROWS = 10;

  /** A row from when it enters the view until it leaves it. */
  public static final class Entry {
    final int row;
    final long since;
    final long[] counters = new long[COUNTERS.size()];

    Entry(int row, long since) {
      this.row = row;
      this.since = since;
    }
  }

  private final int version;
  private final TreeMap<Integer, Entry> rows = new TreeMap<>();
  private final List<Entry> entries = new ArrayList<>();
  private final Set<Integer> hidden = new TreeSet<>();
  private long clock = 1_000_000_000_000L;
  private long countersSince = clock;
  private long serverStart = clock;
  private long timeline = 1;
  private long failOvers;
  private long evictions;
  private int selection = 1;

  /** A server of a PostgreSQL major version, running for a while. */
  public ServerModel(int version) {
    this.version = version;
    tick();
  }

  /** Time passes. */
  public long tick() {
    return clock += 1_000;
  }

  /** Seconds pass. */
  void pass(long seconds) {
    clock += seconds * 1_000_000;
  }

  /** A statement runs {@code times} times. */
  public void execute(int row, int times, Random random) {
    tick();
    Entry entry = rows.get(row);
    if (entry == null) {
      entry = new Entry(row, clock);
      rows.put(row, entry);
      entries.add(entry);
    }
    entry.counters[0] += times;
    for (int counter = 1; counter < entry.counters.length; counter++) {
      entry.counters[counter] += (long) times * random.nextInt(1_000);
    }
    tick();
  }

  /** A row leaves the view. */
  public void evict(int row) {
    tick();
    if (rows.remove(row) != null) {
      evictions++;
    }
  }

  /** All counters are reset. */
  public void reset() {
    rows.clear();
    evictions = 0;
    countersSince = tick();
    tick();
  }

  /** A backend crashes: the server restarts and its counters are gone. */
  public void crash() {
    reset();
    serverStart = tick();
    tick();
  }

  /** The server restarts and keeps its counters. */
  public void restart() {
    serverStart = tick();
    tick();
  }

  /** A standby is promoted under the same address; it has had counters of its own for a while. */
  public void failOver(Random random) {
    long now = clock;
    clock -= 50_000;
    rows.clear();
    evictions = 0;
    // No two servers began to count in the same microsecond.
    countersSince = clock + ++failOvers;
    serverStart = clock;
    timeline++;
    for (int row = 0; row < ROWS / 2; row++) {
      execute(row, 1 + random.nextInt(50), random);
    }
    clock = Math.max(now, clock) + 1_000;
  }

  /** What the polls ask for changes: every third row is left out, or no longer. */
  public void changeSelection() {
    selection = selection % 4 + 1;
  }

  /** The agent's role may no longer, or again, see what the row is. */
  public void toggleHidden(int row) {
    if (!hidden.remove(row)) {
      hidden.add(row);
    }
  }

  /** The rows that a poll reads, in the order of their keys. */
  TreeMap<Integer, Entry> visibleRows() {
    TreeMap<Integer, Entry> visible = new TreeMap<>(rows);
    visible.keySet().removeAll(hidden);
    if (selection % 2 == 0) {
      visible.keySet().removeIf(row -> row % 3 == 0);
    }
    return visible;
  }

  int hiddenRows() {
    return (int) rows.keySet().stream().filter(hidden::contains).count();
  }

  /** All entries ever. */
  List<Entry> entries() {
    return entries;
  }

  boolean tellsOrigins() {
    return version >= 17;
  }

  String version() {
    return version + ".1";
  }

  CounterEpoch epoch() {
    Long since = version >= 14 ? countersSince : null;
    return new CounterEpoch("7000000000000000001", since, serverStart);
  }

  long timeline() {
    return timeline;
  }

  ServerRole role() {
    return ServerRole.PRIMARY;
  }

  Long evictions() {
    return version >= 14 ? evictions : null;
  }

  long selection() {
    return selection;
  }
}
