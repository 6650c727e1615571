package io.dbintel.benchmarks.pipeline;

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
import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Makes records of the raw topic from what was read, as an agent does. */
final class RawRecords {

  private static final String SYSTEM = "postgresql";
  private static final String INCARNATION = "9f2c6f0e-5b1d-4c3e-9d5f-0a6f3b1c7e21";
  private static final String HOST = "db.bench.example";
  private static final int PORT = 5432;
  private static final long STARTED = 1_700_000_000_000_000L;
  private static final long READ_MICROS = 5_000;
  private static final int FIRST_OID = 16_384;
  private static final int ROLE_OID = 10;
  private static final int KEY_BYTES = 17;
  private static final int TEXT_KEY_BYTES = 12;

  private static final List<Integer> COUNTERS = counterNumbers();

  private RawRecords() {}

  private static List<Integer> counterNumbers() {
    StatementCatalogue catalogue = SystemCatalogue.of(SYSTEM).statements().orElseThrow();
    return SimulatedServer.COUNTERS.stream()
        .map(name -> catalogue.byName(name).orElseThrow().number())
        .toList();
  }

  static SpecificRecord of(LoadEvent event) {
    if (event instanceof LoadEvent.Chunk chunk) {
      return chunk(chunk);
    } else if (event instanceof LoadEvent.Texts texts) {
      return texts(texts);
    } else if (event instanceof LoadEvent.Tick tick) {
      return tick(tick);
    } else if (event instanceof LoadEvent.Metrics metrics) {
      return metrics(metrics);
    }
    return outcome((LoadEvent.Outcome) event);
  }

  private static StatementPollChunk chunk(LoadEvent.Chunk event) {
    SimulatedServer server = event.server();
    int[] databases = Arrays.stream(event.statements()).map(server::database).distinct().toArray();
    List<StatementRow> rows = new ArrayList<>(event.statements().length);
    for (int statement : event.statements()) {
      rows.add(row(event, statement, server.database(statement) - databases[0]));
    }
    return StatementPollChunk.newBuilder()
        .setSystem(SYSTEM)
        .setIncarnation(INCARNATION)
        .setServerAddress(HOST)
        .setServerPort(PORT)
        .setSeq(event.seq())
        .setChunk(event.chunk())
        .setChunks(event.chunks())
        .setFull(event.full())
        .setRowsTotal(server.statements())
        .setReadStart(event.time() - READ_MICROS)
        .setReadEnd(event.time())
        .setEpoch(epoch(server))
        .setSelection(1L)
        .setServerVersion("18.0")
        .setTimeline(1L)
        .setRole(ServerRole.PRIMARY)
        .setEvictionsBefore(0L)
        .setEvictionsAfter(0L)
        .setHiddenRows(0)
        .setPrivilegeBefore("all")
        .setPrivilegeAfter("all")
        .setKeyRange(event.full() ? range(event) : null)
        .setCounters(COUNTERS.subList(0, event.counters()))
        .setDatabases(Arrays.stream(databases).mapToObj(SimulatedMetrics::databaseName).toList())
        .setUsers(List.of("app"))
        .setRows(rows)
        .build();
  }

  private static StatementRow row(LoadEvent.Chunk event, int statement, int database) {
    SimulatedServer server = event.server();
    Long[] values = new Long[event.counters()];
    for (int counter = 0; counter < values.length; counter++) {
      values[counter] = server.counter(statement, counter);
    }
    return new StatementRow(
        key(server, statement),
        Long.toString(server.queryId(statement)),
        database,
        0,
        false,
        STARTED,
        Arrays.asList(values));
  }

  private static CounterEpoch epoch(SimulatedServer server) {
    return new CounterEpoch(Integer.toString(server.number()), STARTED, STARTED);
  }

  private static StatementKeyRange range(LoadEvent.Chunk event) {
    ByteBuffer from = event.chunk() == 0 ? null : key(event.server(), event.statements()[0]);
    ByteBuffer to = event.next() < 0 ? null : key(event.server(), event.next());
    return new StatementKeyRange(from, to);
  }

  private static ByteBuffer key(SimulatedServer server, int statement) {
    return ByteBuffer.allocate(KEY_BYTES)
        .putInt(FIRST_OID + server.database(statement))
        .putLong(server.queryId(statement))
        .putInt(ROLE_OID)
        .put((byte) 1)
        .flip();
  }

  private static QueryTexts texts(LoadEvent.Texts event) {
    SimulatedServer server = event.server();
    List<QueryText> texts = new ArrayList<>();
    for (int statement = event.from(); statement < event.to(); statement++) {
      texts.add(
          new QueryText(
              key(server, statement).limit(TEXT_KEY_BYTES),
              Long.toString(server.queryId(statement)),
              server.text(statement),
              false));
    }
    return QueryTexts.newBuilder()
        .setSystem(SYSTEM)
        .setIncarnation(INCARNATION)
        .setServerAddress(HOST)
        .setServerPort(PORT)
        .setReadTime(event.time())
        .setLanguage(SYSTEM)
        .setNormalizerVersion(1)
        .setTexts(texts)
        .build();
  }

  private static SessionTick tick(LoadEvent.Tick event) {
    List<Session> sessions = new ArrayList<>();
    for (int session = 0; session < LoadEvent.Tick.SESSIONS; session++) {
      sessions.add(session(event, session));
    }
    return SessionTick.newBuilder()
        .setSystem(SYSTEM)
        .setIncarnation(INCARNATION)
        .setServerAddress(HOST)
        .setServerPort(PORT)
        .setSeq(event.seq())
        .setIntervalMs(1_000)
        .setReadTime(event.time())
        .setSessionsTotal(5 * LoadEvent.Tick.SESSIONS)
        .setOmitted(0)
        .setLanguage(SYSTEM)
        .setNormalizerVersion(1)
        .setSessions(sessions)
        .build();
  }

  private static Session session(LoadEvent.Tick event, int number) {
    int statement = event.statement(number);
    return Session.newBuilder()
        .setSessionId(Integer.toString(4_000 + number))
        .setSessionStart(STARTED + number)
        .setDatabase(SimulatedMetrics.databaseName(event.server().database(statement)))
        .setUser("app")
        .setApplicationName("checkout")
        .setClientAddress("10.0.0." + number)
        .setClientPort(50_000 + number)
        .setSessionType("client backend")
        .setState("active")
        .setActive(true)
        .setWaitEventType("IO")
        .setWaitEvent("DataFileRead")
        .setQueryId(Long.toString(event.server().queryId(statement)))
        .setQueryText(event.server().text(statement))
        .setQueryStart(event.time() - 2_000)
        .setTransactionStart(event.time() - 3_000)
        .setStateChange(event.time() - 2_000)
        .build();
  }

  private static MetricPoll metrics(LoadEvent.Metrics event) {
    return MetricPoll.newBuilder()
        .setSystem(SYSTEM)
        .setIncarnation(INCARNATION)
        .setServerAddress(HOST)
        .setServerPort(PORT)
        .setSeq(event.seq())
        .setEpoch(epoch(event.server()))
        .setTimeline(1L)
        .setRole(ServerRole.PRIMARY)
        .setGroups(
            SimulatedMetrics.of(event).stream().map(group -> group(event.time(), group)).toList())
        .build();
  }

  private static MetricGroup group(long time, SimulatedMetrics.Group group) {
    List<MetricRow> rows = group.rows().stream().map(RawRecords::row).toList();
    return new MetricGroup(group.name(), time - READ_MICROS, time, rows);
  }

  private static MetricRow row(SimulatedMetrics.Row row) {
    List<MetricReading> readings =
        row.readings().stream()
            .map(
                reading ->
                    new MetricReading(reading.name(), reading.attributes(), reading.value(), null))
            .toList();
    return new MetricRow(row.attributes(), null, readings, null);
  }

  private static PollOutcome outcome(LoadEvent.Outcome event) {
    return PollOutcome.newBuilder()
        .setSystem(SYSTEM)
        .setIncarnation(INCARNATION)
        .setCollector(event.collector())
        .setScheduledAt(event.time())
        .setDurationNs(READ_MICROS * 1_000)
        .setStatus(PollStatus.OK)
        .setRows(event.rows())
        .setServerAddress(HOST)
        .setServerPort(PORT)
        .build();
  }
}
