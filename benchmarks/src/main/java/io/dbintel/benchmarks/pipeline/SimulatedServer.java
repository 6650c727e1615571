package io.dbintel.benchmarks.pipeline;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The statements of one database server and their cumulative counters. Every counter is a fixed
 * multiple of the statement's calls, so that only the calls need to be kept. Knows nothing of
 * schemas.
 */
final class SimulatedServer {

  /** Counters that every poll reads. */
  static final int HOT_COUNTERS = 7;

  /** All counters by name, the hot ones first. */
  static final List<String> COUNTERS =
      List.of(
          "calls",
          "plans",
          "rows",
          "total_exec_time",
          "total_plan_time",
          "shared_blks_hit",
          "shared_blks_read",
          "shared_blks_dirtied",
          "shared_blks_written",
          "local_blks_hit",
          "local_blks_read",
          "local_blks_dirtied",
          "local_blks_written",
          "temp_blks_read",
          "temp_blks_written",
          "shared_blk_read_time",
          "shared_blk_write_time",
          "local_blk_read_time",
          "local_blk_write_time",
          "temp_blk_read_time",
          "temp_blk_write_time",
          "wal_records",
          "wal_fpi",
          "wal_bytes",
          "wal_buffers_full",
          "jit_functions",
          "jit_generation_time",
          "jit_inlining_count",
          "jit_inlining_time",
          "jit_optimization_count",
          "jit_optimization_time",
          "jit_emission_count",
          "jit_emission_time",
          "jit_deform_count",
          "jit_deform_time",
          "parallel_workers_to_launch",
          "parallel_workers_launched");

  /** Databases of the server; statements are spread evenly over them. */
  static final int DATABASES = 4;

  /** How many statements in a hundred have counters whose names begin so; the others have 0. */
  private static final Map<String, Integer> PERCENT_BY_PREFIX =
      Map.of("shared", 30, "wal", 30, "temp", 5, "jit", 2, "parallel", 2, "local", 0);

  private static final int[] PERCENT = percentByCounter();

  private final int number;
  private final long seed;
  private final ZipfSampler zipf;
  private final SplittableRandom random;
  private final int[] statementByRank;
  private final int[] calls;
  private final BitSet changed = new BitSet();

  SimulatedServer(int number, int statements, ZipfSampler zipf, long seed) {
    this.number = number;
    this.seed = mix(seed, number);
    this.zipf = zipf;
    this.random = new SplittableRandom(this.seed);
    this.statementByRank = shuffled(statements, random);
    this.calls = new int[statements];
    for (int rank = 0; rank < statements; rank++) {
      calls[statementByRank[rank]] = 1 + 1_000_000 / (rank + 1);
    }
  }

  int number() {
    return number;
  }

  /** Instance id, the key of the server's records. */
  String instance() {
    return "bench/db-" + number;
  }

  int statements() {
    return calls.length;
  }

  /** Executes statements, frequent ones more often than rare ones. */
  void execute(int executions) {
    for (int i = 0; i < executions; i++) {
      int statement = statementByRank[zipf.draw(random)];
      calls[statement]++;
      changed.set(statement);
    }
  }

  /** Statements executed since this was last asked, ascending. */
  int[] takeChanged() {
    int[] statements = changed.stream().toArray();
    changed.clear();
    return statements;
  }

  /** Query identifier: scattered over all 64 bits, ascending as unsigned with the statement. */
  long queryId(int statement) {
    int ofDatabase = statement - database(statement) * perDatabase();
    return Long.divideUnsigned(-1L, perDatabase() + 1L) * (ofDatabase + 1L);
  }

  /** Database of a statement, from 0, ascending with the statement. */
  int database(int statement) {
    return statement / perDatabase();
  }

  private int perDatabase() {
    return (calls.length + DATABASES - 1) / DATABASES;
  }

  /** The cumulative value of counter number {@code counter} of {@link #COUNTERS}. */
  long counter(int statement, int counter) {
    long hash = mix(seed, statement * 64L + counter) >>> 1;
    long count = calls[statement];
    return switch (counter) {
      case 0 -> count;
      case 1, 4 -> 0;
      case 2 -> count * (1 + hash % 20);
      case 3 -> count * ((20_000L << hash % 10) + hash % 19_997);
      case 5 -> count * (3 + hash % 200);
      default ->
          mix(seed, statement) >>> 1 >= PERCENT[counter] * (Long.MAX_VALUE / 100)
              ? 0
              : count * (1 + hash % 100);
    };
  }

  /** Statement text without literals, 150 to 700 characters. */
  String text(int statement) {
    long hash = mix(seed, statement) >>> 1;
    StringBuilder sql = new StringBuilder(700).append("SELECT o.id");
    for (int column = 0; column < 4 + hash % 20; column++) {
      sql.append(", o.attribute_").append((hash >> column) % 40);
    }
    return sql.append(" FROM orders_")
        .append(statement)
        .append(" AS o JOIN customers AS c ON c.id = o.customer_id WHERE o.region = $1 AND")
        .append(" o.placed_at >= $2 AND c.status IN ($3) ORDER BY o.placed_at DESC LIMIT $4")
        .toString();
  }

  private static int[] percentByCounter() {
    return COUNTERS.stream()
        .mapToInt(name -> PERCENT_BY_PREFIX.getOrDefault(name.split("_", 2)[0], 100))
        .toArray();
  }

  private static int[] shuffled(int size, SplittableRandom random) {
    int[] numbers = new int[size];
    for (int i = 0; i < size; i++) {
      int other = random.nextInt(i + 1);
      numbers[i] = numbers[other];
      numbers[other] = i;
    }
    return numbers;
  }

  /** Spreads both numbers over all 64 bits. */
  static long mix(long a, long b) {
    long z = (a ^ b * 0x9E3779B97F4A7C15L) + 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
