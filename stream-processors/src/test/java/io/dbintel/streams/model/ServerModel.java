package io.dbintel.streams.model;

import io.dbintel.streams.operators.sequencing.EpochProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * A model of pg_stat_statements: rows with cumulative counters that are evicted, reset, emptied by
 * a crash and kept by a clean restart, beside the truth: the work done under each row's key,
 * counted in lives from one entry into the view to the next.
 */
public final class ServerModel {
  /** Hot counters first, as {@link #COLUMNS} names them. */
  public static final List<String> COLUMNS =
      List.of("calls", "plans", "rows", "total_exec_time", "shared_blks_dirtied", "wal_bytes");

  /** Number of hot counters. */
  public static final int HOT = 4;

  /** A row's life in the view. */
  public static final class EpochProgress {
    final long since;
    final long[] counters = new long[COLUMNS.size()];

    EpochProgress(long since) {
      this.since = since;
    }

    /** The counters now. */
    public long[] counters() {
      return counters.clone();
    }
  }

  private final int version;
  private final TreeMap<Integer, EpochProgress> rows = new TreeMap<>();
  private final List<EpochProgress> lives = new ArrayList<>();
  private long clock = 1_000_000_000_000L;
  private long statsReset;
  private long postmasterStart;
  private String systemIdentifier = "7000000000000000001";
  private long selection = 1;

  /** A server of a PostgreSQL major version, running for a while. */
  public ServerModel(int version) {
    this.version = version;
    statsReset = clock;
    postmasterStart = clock;
    tick();
  }

  /** Time passes. */
  public long tick() {
    return clock += 1_000;
  }

  /** A statement runs {@code times} times. */
  public void execute(int row, int times, Random random) {
    tick();
    EpochProgress life = rows.get(row);
    if (life == null) {
      life = new EpochProgress(clock);
      rows.put(row, life);
      lives.add(life);
    }
    life.counters[0] += times;
    for (int column = 1; column < life.counters.length; column++) {
      life.counters[column] += (long) times * random.nextInt(1_000);
    }
    tick();
  }

  /** A row leaves the view. */
  public void evict(int row) {
    tick();
    rows.remove(row);
  }

  /** pg_stat_statements_reset(). */
  public void reset() {
    rows.clear();
    statsReset = tick();
    tick();
  }

  /** A backend crashes: the server restarts and its counters are gone. */
  public void crash() {
    reset();
    postmasterStart = tick();
    tick();
  }

  /** The server restarts and keeps its counters. */
  public void restart() {
    postmasterStart = tick();
    tick();
  }

  /** Another server takes over, which had been running with counters of its own. */
  public void failOver(Random random) {
    long now = clock;
    clock -= 50_000;
    rows.clear();
    statsReset = clock;
    postmasterStart = clock;
    for (int row = 0; row < 6; row++) {
      execute(row, 1 + random.nextInt(50), random);
    }
    clock = Math.max(now, clock) + 1_000;
  }

  /** What the poll may see changes name: rights, filters, versions. */
  public void changeSelection() {
    selection++;
  }

  TreeMap<Integer, EpochProgress> rows() {
    return rows;
  }

  /** All lives ever. */
  public List<EpochProgress> lives() {
    return lives;
  }

  int version() {
    return version;
  }

  Long statsReset() {
    return version >= 14 ? statsReset : null;
  }

  long postmasterStart() {
    return postmasterStart;
  }

  String systemIdentifier() {
    return systemIdentifier;
  }

  long selection() {
    return selection;
  }
}
