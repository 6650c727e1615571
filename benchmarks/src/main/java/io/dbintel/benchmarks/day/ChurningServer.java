package io.dbintel.benchmarks.day;

import io.dbintel.schemas.avro.CounterEpoch;
import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.MetricRow;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.QueryText;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.schemas.avro.Session;
import io.dbintel.schemas.avro.SessionTick;
import io.dbintel.schemas.avro.StatementKeyRange;
import io.dbintel.schemas.avro.StatementPollChunk;
import io.dbintel.schemas.avro.StatementRow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/**
 * A server under steady load whose names change: each hour some statements leave the view and as
 * many new ones come, some tables are dropped and as many made, and every session sample shows
 * sessions that were never there before.
 */
final class ChurningServer {
  private static final String SYSTEM = "postgresql";
  private static final String HOST = "db.bench.example";
  private static final int PORT = 5432;
  private static final int CHUNK = 128;
  private static final int KEY_BYTES = 17;
  private static final int TEXT_KEY_BYTES = 12;
  private static final long STARTED = 1_700_000_000_000_000L;
  private static final List<Integer> COUNTERS = List.of(1, 3, 4, 6, 7);
  private static final int SESSIONS = 8;

  private final int number;
  private final Churn churn;
  private final SplittableRandom random;
  private final long[][] values;
  private final boolean[] changed;
  private long polls;
  private long ticks;
  private long metricPolls;
  private long hours;

  /**
   * How much there is, and how much of it another hour exchanges.
   *
   * @param statements rows of the view
   * @param newStatements that take the place of others each hour
   * @param tables with metrics
   * @param newTables that take the place of others each hour
   */
  record Churn(int statements, int newStatements, int tables, int newTables) {}

  ChurningServer(int number, Churn churn, long seed) {
    this.number = number;
    this.churn = churn;
    this.random = new SplittableRandom(seed + number);
    this.values = new long[churn.statements()][COUNTERS.size()];
    this.changed = new boolean[churn.statements()];
    IntStream.range(0, values.length).forEach(this::execute);
  }

  String instance() {
    return "bench/day-" + number;
  }

  /** Exchanges statements and tables; the counters of new statements begin at zero. */
  void nextHour() {
    hours++;
    for (int place = 0; place < values.length; place++) {
      if (begun(place, churn.statements(), churn.newStatements()) == hours) {
        values[place] = new long[COUNTERS.size()];
        execute(place);
      }
    }
  }

  /** The hour in which what now has the place came: places are taken in turn. */
  private long begun(int place, int places, int exchanged) {
    long made = hours * exchanged;
    long rounds = (made - place + places - 1) / places;
    return rounds <= 0 ? 0 : ((rounds - 1) * places + place) / exchanged + 1;
  }

  private void execute(int place) {
    long[] counters = values[place];
    counters[0]++;
    counters[1] += place % 7;
    counters[2] += 1_000L * (1 + place % 997) * (1 + place % 13);
    counters[3] += place % 50;
    counters[4] += place % 3;
    changed[place] = true;
  }

  /** A statement poll after as many executions as there are statements, and what belongs to it. */
  void poll(long micros, boolean full, Consumer<SpecificRecord> out) {
    for (int i = 0; i < values.length; i++) {
      execute(Math.min(random.nextInt(values.length), random.nextInt(values.length)));
    }
    polls++;
    int[] rows = IntStream.range(0, values.length).filter(i -> full || changed[i]).toArray();
    int chunks = Math.max(1, (rows.length + CHUNK - 1) / CHUNK);
    for (int chunk = 0; chunk < chunks; chunk++) {
      out.accept(chunk(micros, rows, chunk, chunks, full));
    }
    java.util.Arrays.fill(changed, false);
    out.accept(outcome(micros, "query_stats", rows.length));
  }

  private StatementPollChunk chunk(long time, int[] places, int chunk, int chunks, boolean full) {
    int to = Math.min(places.length, (chunk + 1) * CHUNK);
    List<StatementRow> rows = new ArrayList<>();
    for (int i = chunk * CHUNK; i < to; i++) {
      List<Long> counters = new ArrayList<>();
      for (long value : values[places[i]]) {
        counters.add(value);
      }
      rows.add(
          new StatementRow(
              key(places[i]), Long.toString(queryId(places[i])), 0, 0, false, STARTED, counters));
    }
    ByteBuffer first = chunk == 0 ? null : key(places[chunk * CHUNK]);
    ByteBuffer next = to == places.length ? null : key(places[to]);
    return StatementPollChunk.newBuilder()
        .setSystem(SYSTEM)
        .setIncarnation("agent")
        .setServerAddress(HOST)
        .setServerPort(PORT)
        .setSeq(polls)
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
        .setDatabases(List.of("shop"))
        .setUsers(List.of("app"))
        .setRows(rows)
        .build();
  }

  /** Ascending with the place, and another one for each statement that had it. */
  private long queryId(int place) {
    return (place + 1L) << 32 | begun(place, churn.statements(), churn.newStatements());
  }

  private ByteBuffer key(int place) {
    return ByteBuffer.allocate(KEY_BYTES)
        .putInt(16_384)
        .putLong(queryId(place))
        .putInt(10)
        .put((byte) 1)
        .flip();
  }

  /** The texts of statements that came in this hour, or of all. */
  void texts(long micros, boolean all, Consumer<SpecificRecord> out) {
    List<QueryText> texts = new ArrayList<>();
    for (int place = 0; place < values.length; place++) {
      if (all || begun(place, churn.statements(), churn.newStatements()) == hours) {
        String text =
            "SELECT a.price, a.stock FROM article_" + queryId(place) + " AS a WHERE a.region = $1";
        texts.add(
            new QueryText(
                key(place).limit(TEXT_KEY_BYTES), Long.toString(queryId(place)), text, false));
      }
    }
    for (int from = 0; from < texts.size(); from += CHUNK) {
      out.accept(
          QueryTexts.newBuilder()
              .setSystem(SYSTEM)
              .setIncarnation("agent")
              .setServerAddress(HOST)
              .setServerPort(PORT)
              .setReadTime(micros)
              .setLanguage(SYSTEM)
              .setNormalizerVersion(1)
              .setTexts(texts.subList(from, Math.min(texts.size(), from + CHUNK)))
              .build());
    }
  }

  /** A sample of sessions, each of which is new. */
  void tick(long micros, Consumer<SpecificRecord> out) {
    List<Session> sessions = new ArrayList<>();
    ticks++;
    for (int i = 0; i < SESSIONS; i++) {
      long id = ticks * SESSIONS + i;
      sessions.add(
          Session.newBuilder()
              .setSessionId(Long.toString(id))
              .setSessionStart(micros - 60_000_000)
              .setDatabase("shop")
              .setUser("app_" + id % 50)
              .setApplicationName("job-" + id)
              .setClientAddress("10.0." + id / 250 % 250 + "." + id % 250)
              .setClientPort((int) (20_000 + id % 40_000))
              .setSessionType("client backend")
              .setState("active")
              .setActive(true)
              .setWaitEventType("IO")
              .setWaitEvent("DataFileRead")
              .setQueryId(Long.toString(queryId(random.nextInt(values.length))))
              .setQueryText("SELECT price FROM article_" + id + " WHERE id = $1")
              .setQueryStart(micros - 2_000)
              .setTransactionStart(micros - 3_000)
              .setStateChange(micros - 2_000)
              .build());
    }
    out.accept(
        SessionTick.newBuilder()
            .setSystem(SYSTEM)
            .setIncarnation("agent")
            .setServerAddress(HOST)
            .setServerPort(PORT)
            .setSeq(ticks)
            .setIntervalMs(1_000)
            .setReadTime(micros)
            .setSessionsTotal(SESSIONS)
            .setOmitted(0)
            .setLanguage(SYSTEM)
            .setNormalizerVersion(1)
            .setSessions(sessions)
            .build());
    out.accept(outcome(micros, "sessions", SESSIONS));
  }

  /** Metrics of the server and of each table that there is. */
  void metrics(long micros, Consumer<SpecificRecord> out) {
    metricPolls++;
    List<MetricRow> tables = new ArrayList<>();
    for (int place = 0; place < churn.tables(); place++) {
      String name = "part_" + place + "_" + begun(place, churn.tables(), churn.newTables());
      List<MetricReading> readings = new ArrayList<>();
      for (String operation : List.of("ins", "upd", "del")) {
        readings.add(
            new MetricReading(
                "postgresql.operations",
                Map.of("operation", operation),
                metricPolls * (place + 1),
                null));
      }
      Map<String, String> attributes =
          Map.of("db.namespace", "shop|public", "postgresql.table.name", name);
      tables.add(new MetricRow(attributes, null, readings, null));
    }
    MetricRow database =
        new MetricRow(
            Map.of("db.namespace", "shop"),
            null,
            List.of(new MetricReading("postgresql.commits", Map.of(), metricPolls * 10, null)),
            null);
    out.accept(
        MetricPoll.newBuilder()
            .setSystem(SYSTEM)
            .setIncarnation("agent")
            .setServerAddress(HOST)
            .setServerPort(PORT)
            .setSeq(metricPolls)
            .setEpoch(new CounterEpoch("1", STARTED, STARTED))
            .setTimeline(1L)
            .setRole(ServerRole.PRIMARY)
            .setGroups(
                List.of(
                    new MetricGroup("databases", micros - 5_000, micros, List.of(database)),
                    new MetricGroup("tables", micros - 5_000, micros, tables)))
            .build());
    out.accept(outcome(micros, "metrics", churn.tables() + 1));
  }

  private static PollOutcome outcome(long micros, String collector, int rows) {
    return PollOutcome.newBuilder()
        .setSystem(SYSTEM)
        .setIncarnation("agent")
        .setCollector(collector)
        .setScheduledAt(micros)
        .setDurationNs(5_000_000)
        .setStatus(PollStatus.OK)
        .setRows(rows)
        .setServerAddress(HOST)
        .setServerPort(PORT)
        .build();
  }
}
