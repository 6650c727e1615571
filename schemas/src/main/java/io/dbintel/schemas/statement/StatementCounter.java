package io.dbintel.schemas.statement;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The cumulative counters of pg_stat_statements, by the names of the newest PostgreSQL.
 *
 * <p>A column that an older version names otherwise ({@code total_time} before 13, {@code
 * blk_read_time} before 17) travels under the newer name. The id stands in state stores: it is
 * never changed and never used again.
 */
public enum StatementCounter {
  CALLS(1, "calls", CounterUnit.COUNT, true),
  PLANS(2, "plans", CounterUnit.COUNT, true),
  ROWS(3, "rows", CounterUnit.COUNT, true),
  TOTAL_EXEC_TIME(4, "total_exec_time", CounterUnit.NANOSECONDS, true),
  TOTAL_PLAN_TIME(5, "total_plan_time", CounterUnit.NANOSECONDS, true),
  SHARED_BLKS_HIT(6, "shared_blks_hit", CounterUnit.COUNT, true),
  SHARED_BLKS_READ(7, "shared_blks_read", CounterUnit.COUNT, true),
  SHARED_BLKS_DIRTIED(8, "shared_blks_dirtied", CounterUnit.COUNT, false),
  SHARED_BLKS_WRITTEN(9, "shared_blks_written", CounterUnit.COUNT, false),
  LOCAL_BLKS_HIT(10, "local_blks_hit", CounterUnit.COUNT, false),
  LOCAL_BLKS_READ(11, "local_blks_read", CounterUnit.COUNT, false),
  LOCAL_BLKS_DIRTIED(12, "local_blks_dirtied", CounterUnit.COUNT, false),
  LOCAL_BLKS_WRITTEN(13, "local_blks_written", CounterUnit.COUNT, false),
  TEMP_BLKS_READ(14, "temp_blks_read", CounterUnit.COUNT, false),
  TEMP_BLKS_WRITTEN(15, "temp_blks_written", CounterUnit.COUNT, false),
  SHARED_BLK_READ_TIME(16, "shared_blk_read_time", CounterUnit.NANOSECONDS, false),
  SHARED_BLK_WRITE_TIME(17, "shared_blk_write_time", CounterUnit.NANOSECONDS, false),
  LOCAL_BLK_READ_TIME(18, "local_blk_read_time", CounterUnit.NANOSECONDS, false),
  LOCAL_BLK_WRITE_TIME(19, "local_blk_write_time", CounterUnit.NANOSECONDS, false),
  TEMP_BLK_READ_TIME(20, "temp_blk_read_time", CounterUnit.NANOSECONDS, false),
  TEMP_BLK_WRITE_TIME(21, "temp_blk_write_time", CounterUnit.NANOSECONDS, false),
  WAL_RECORDS(22, "wal_records", CounterUnit.COUNT, false),
  WAL_FPI(23, "wal_fpi", CounterUnit.COUNT, false),
  WAL_BYTES(24, "wal_bytes", CounterUnit.BYTES, false),
  WAL_BUFFERS_FULL(25, "wal_buffers_full", CounterUnit.COUNT, false),
  JIT_FUNCTIONS(26, "jit_functions", CounterUnit.COUNT, false),
  JIT_GENERATION_TIME(27, "jit_generation_time", CounterUnit.NANOSECONDS, false),
  JIT_INLINING_COUNT(28, "jit_inlining_count", CounterUnit.COUNT, false),
  JIT_INLINING_TIME(29, "jit_inlining_time", CounterUnit.NANOSECONDS, false),
  JIT_OPTIMIZATION_COUNT(30, "jit_optimization_count", CounterUnit.COUNT, false),
  JIT_OPTIMIZATION_TIME(31, "jit_optimization_time", CounterUnit.NANOSECONDS, false),
  JIT_EMISSION_COUNT(32, "jit_emission_count", CounterUnit.COUNT, false),
  JIT_EMISSION_TIME(33, "jit_emission_time", CounterUnit.NANOSECONDS, false),
  JIT_DEFORM_COUNT(34, "jit_deform_count", CounterUnit.COUNT, false),
  JIT_DEFORM_TIME(35, "jit_deform_time", CounterUnit.NANOSECONDS, false),
  PARALLEL_WORKERS_TO_LAUNCH(36, "parallel_workers_to_launch", CounterUnit.COUNT, false),
  PARALLEL_WORKERS_LAUNCHED(37, "parallel_workers_launched", CounterUnit.COUNT, false);

  private static final Map<String, StatementCounter> BY_COLUMN =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(StatementCounter::column, Function.identity()));
  private static final StatementCounter[] BY_ID = byId();

  private final int id;
  private final String column;
  private final CounterUnit unit;
  private final boolean hot;

  StatementCounter(int id, String column, CounterUnit unit, boolean hot) {
    this.id = id;
    this.column = column;
    this.unit = unit;
    this.hot = hot;
  }

  /** Stable number, from 1. */
  public int id() {
    return id;
  }

  /** Name in {@code StatementPollChunk.columns}. */
  public String column() {
    return column;
  }

  public CounterUnit unit() {
    return unit;
  }

  /** Whether every poll reads it; the others are read by every n-th poll. */
  public boolean hot() {
    return hot;
  }

  /** The counter of a column; empty for one that this version does not know. */
  public static Optional<StatementCounter> ofColumn(String column) {
    return Optional.ofNullable(BY_COLUMN.get(column));
  }

  /** The counter with the id; empty for one that a newer version wrote. */
  public static Optional<StatementCounter> ofId(int id) {
    return id < BY_ID.length ? Optional.ofNullable(BY_ID[id]) : Optional.empty();
  }

  /** Largest id in use. */
  public static int maxId() {
    return BY_ID.length - 1;
  }

  /** The counters that every poll reads, in order of id. */
  public static List<StatementCounter> hotCounters() {
    return Arrays.stream(values()).filter(StatementCounter::hot).toList();
  }

  private static StatementCounter[] byId() {
    int max = Arrays.stream(values()).mapToInt(StatementCounter::id).max().orElse(0);
    StatementCounter[] counters = new StatementCounter[max + 1];
    for (StatementCounter counter : values()) {
      counters[counter.id] = counter;
    }
    return counters;
  }
}
