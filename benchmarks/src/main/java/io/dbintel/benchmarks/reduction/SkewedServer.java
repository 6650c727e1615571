package io.dbintel.benchmarks.reduction;

import io.dbintel.schemas.avro.CounterEpoch;
import io.dbintel.schemas.avro.QueryText;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.schemas.avro.StatementKeyRange;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.StatementRow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A PostgreSQL whose statements are executed as often as a Zipf distribution says, and whose mean
 * execution times are log-normal around a millisecond. Makes the raw records that an agent would.
 */
final class SkewedServer {
  /** Counters of its polls by number: calls, rows, execution time, blocks hit, blocks read. */
  static final List<Integer> COUNTERS = List.of(1, 3, 4, 6, 7);

  private static final String SYSTEM = "postgresql";
  private static final int DATABASES = 4;
  private static final int CHUNK = 128;
  private static final int KEY_BYTES = 17;
  private static final int TEXT_KEY_BYTES = 12;
  private static final double MEDIAN_NANOS = 1e6;
  private static final long STARTED = 1_700_000_000_000_000L;
  private static final long POLL_MICROS = 10_000_000;

  private final SplittableRandom random;
  private final double[] cumulative;
  private final long[] meanNanos;
  private final int[] statementByRank;
  private final long[][] values;
  private final boolean[] changed;
  private int poll;

  /**
   * Makes a server on which every statement was executed once.
   *
   * @param exponent of the Zipf distribution of executions
   * @param sigma standard deviation of the logarithm of the mean times
   */
  SkewedServer(int statements, double exponent, double sigma, long seed) {
    random = new SplittableRandom(seed);
    cumulative = new double[statements];
    meanNanos = new long[statements];
    statementByRank = IntStream.range(0, statements).toArray();
    values = new long[statements][COUNTERS.size()];
    changed = new boolean[statements];
    double sum = 0;
    for (int i = 0; i < statements; i++) {
      sum += Math.pow(i + 1.0, -exponent);
      cumulative[i] = sum;
      meanNanos[i] = (long) (MEDIAN_NANOS * Math.exp(sigma * random.nextGaussian()));
      int other = random.nextInt(i + 1);
      statementByRank[i] = statementByRank[other];
      statementByRank[other] = i;
      execute(i);
    }
  }

  /** Executes statements, frequent ones more often than rare ones. */
  void execute(long executions) {
    for (long i = 0; i < executions; i++) {
      execute(statementByRank[draw()]);
    }
  }

  private int draw() {
    double point = random.nextDouble() * cumulative[cumulative.length - 1];
    int low = 0;
    int high = cumulative.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] > point) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private void execute(int statement) {
    long[] counters = values[statement];
    counters[0]++;
    counters[1] += statement % 7;
    counters[2] += meanNanos[statement];
    counters[3] += statement % 50;
    counters[4] += statement % 3;
    changed[statement] = true;
  }

  /** Sum of a counter over all statements, by its position. */
  long total(int counter) {
    long total = 0;
    for (long[] row : values) {
      total += row[counter];
    }
    return total;
  }

  /** The texts of all statements. */
  List<QueryTexts> texts() {
    List<QueryTexts> records = new ArrayList<>();
    for (int from = 0; from < values.length; from += CHUNK) {
      List<QueryText> texts = new ArrayList<>();
      for (int i = from; i < Math.min(from + CHUNK, values.length); i++) {
        ByteBuffer key = key(i).limit(TEXT_KEY_BYTES);
        texts.add(new QueryText(key, Long.toString(queryId(i)), text(i), false));
      }
      records.add(
          QueryTexts.newBuilder()
              .setSystem(SYSTEM)
              .setIncarnation("agent")
              .setServerAddress("db.bench.example")
              .setServerPort(5432)
              .setReadTime(STARTED)
              .setLanguage(SYSTEM)
              .setNormalizerVersion(1)
              .setTexts(texts)
              .build());
    }
    return records;
  }

  /** Statement text without literals, 200 to 600 characters. */
  private static String text(int statement) {
    StringBuilder sql = new StringBuilder("SELECT o.id");
    for (int column = 0; column < 5 + statement % 20; column++) {
      sql.append(", o.attribute_").append((statement + column) % 40);
    }
    return sql.append(" FROM orders_")
        .append(statement)
        .append(" AS o WHERE o.region = $1")
        .toString();
  }

  /** What changed since the last poll, or all, in chunks. */
  List<StatementPollChunk> poll(boolean full) {
    poll++;
    int[] rows = IntStream.range(0, values.length).filter(i -> full || changed[i]).toArray();
    int chunks = Math.max(1, (rows.length + CHUNK - 1) / CHUNK);
    List<StatementPollChunk> records = new ArrayList<>();
    for (int chunk = 0; chunk < chunks; chunk++) {
      records.add(chunk(rows, chunk, chunks, full));
    }
    Arrays.fill(changed, false);
    return records;
  }

  private StatementPollChunk chunk(int[] statements, int chunk, int chunks, boolean full) {
    int to = Math.min(statements.length, (chunk + 1) * CHUNK);
    List<StatementRow> rows = new ArrayList<>();
    for (int i = chunk * CHUNK; i < to; i++) {
      rows.add(row(statements[i]));
    }
    ByteBuffer first = chunk == 0 ? null : key(statements[chunk * CHUNK]);
    ByteBuffer next = to == statements.length ? null : key(statements[to]);
    long time = time();
    return StatementPollChunk.newBuilder()
        .setSystem(SYSTEM)
        .setIncarnation("agent")
        .setServerAddress("db.bench.example")
        .setServerPort(5432)
        .setSeq(poll)
        .setChunk(chunk)
        .setChunks(chunks)
        .setFull(full)
        .setRowsTotal(values.length)
        .setReadStart(time - 5_000)
        .setReadEnd(time)
        .setEpoch(new CounterEpoch("1", STARTED, STARTED))
        .setSelection(1L)
        .setServerVersion("18.0")
        .setTimeline(1L)
        .setRole(ServerRole.PRIMARY)
        .setEvictionsBefore(0L)
        .setEvictionsAfter(0L)
        .setHiddenRows(0)
        .setPrivilegeBefore("all")
        .setPrivilegeAfter("all")
        .setKeyRange(full ? new StatementKeyRange(first, next) : null)
        .setCounters(COUNTERS)
        .setDatabases(IntStream.range(0, DATABASES).mapToObj(i -> "db_" + i).toList())
        .setUsers(List.of("app"))
        .setRows(rows)
        .build();
  }

  /** End of the last poll's read, µs of the database clock. */
  long time() {
    return STARTED + poll * POLL_MICROS;
  }

  private StatementRow row(int statement) {
    List<Long> counters = new ArrayList<>();
    for (long value : values[statement]) {
      counters.add(value);
    }
    return new StatementRow(
        key(statement),
        Long.toString(queryId(statement)),
        database(statement),
        0,
        false,
        STARTED,
        counters);
  }

  private int database(int statement) {
    return statement * DATABASES / values.length;
  }

  private static long queryId(int statement) {
    return (statement + 1L) << 40;
  }

  private ByteBuffer key(int statement) {
    return ByteBuffer.allocate(KEY_BYTES)
        .putInt(16_384 + database(statement))
        .putLong(queryId(statement))
        .putInt(10)
        .put((byte) 1)
        .flip();
  }
}
