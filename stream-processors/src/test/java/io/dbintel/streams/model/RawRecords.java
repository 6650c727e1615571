package io.dbintel.streams.model;

import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.CounterEpoch;
import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.MetricPoll;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.MetricRow;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.QueryPlan;
import io.dbintel.schemas.avro.QueryText;
import io.dbintel.schemas.avro.QueryTexts;
import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.schemas.avro.Session;
import io.dbintel.schemas.avro.SessionTick;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** Raw records of all kinds but statement polls, written by hand, for tests. */
public final class RawRecords {
  private static final String HOST = "db.example";
  private static final int PORT = 5432;
  private static final int DBID = 5;
  private static final long SECOND = 1_000_000;

  private RawRecords() {}

  /** A command; commands with the same id are one command. */
  public static Command command(String id, CommandKind kind) {
    return new Command(id, kind, "test", 0L, Map.of());
  }

  /** The text of a statement of PostgreSQL, as in {@link Chunks#row}. */
  public static QueryTexts text(long queryid, String text) {
    return texts(
        "postgresql",
        new QueryText(Keys.postgresqlText(DBID, queryid), Long.toString(queryid), text, false));
  }

  /** Texts of a system, published by the agent of {@link Chunks}. */
  public static QueryTexts texts(String system, QueryText... texts) {
    String language = system.equals("postgresql") ? "postgresql" : "generic_sql";
    return new QueryTexts(system, "agent-1", HOST, PORT, 1L, language, 1, List.of(texts));
  }

  /** What became of a poll of the statements. */
  public static PollOutcome outcome(PollStatus status) {
    return PollOutcome.newBuilder()
        .setSystem("postgresql")
        .setIncarnation("agent-1")
        .setCollector("statements")
        .setScheduledAt(1L)
        .setDurationNs(1L)
        .setStatus(status)
        .setServerAddress(HOST)
        .setServerPort(PORT)
        .build();
  }

  /** A tick in one part, a second after the one before. */
  public static SessionTick tick(String incarnation, long seq, long second, Session... sessions) {
    return tickPart(incarnation, seq, second, 0, 1, sessions);
  }

  /** A part of a tick. */
  public static SessionTick tickPart(
      String incarnation, long seq, long second, int part, int parts, Session... sessions) {
    return SessionTick.newBuilder()
        .setSystem("postgresql")
        .setIncarnation(incarnation)
        .setServerAddress(HOST)
        .setServerPort(PORT)
        .setSeq(seq)
        .setPart(part)
        .setParts(parts)
        .setIntervalMs(1_000)
        .setReadTime(second * SECOND)
        .setSessionsTotal(3)
        .setOmitted(0)
        .setLanguage("postgresql")
        .setNormalizerVersion(1)
        .setSessions(List.of(sessions))
        .build();
  }

  /** A plan of a statement, as an agent sends it, but with a literal that it should have masked. */
  public static QueryPlan plan(String incarnation, long seq, long second) {
    return QueryPlan.newBuilder()
        .setSystem("postgresql")
        .setIncarnation(incarnation)
        .setServerAddress(HOST)
        .setServerPort(PORT)
        .setSeq(seq)
        .setReadTime(second * SECOND)
        .setKey(ByteBuffer.wrap(new byte[] {0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 10, 1}))
        .setQueryId("9")
        .setDatabase("shop")
        .setUser("app")
        .setMethod("generic_plan")
        .setSampled(false)
        .setLanguage("postgresql")
        .setStructuralHash("0123456789abcdef")
        .setHashVersion(1)
        .setNodes(1)
        .setStartupCost(0.5)
        .setTotalCost(12.25)
        .setPlan(
            "[{\"Plan\":{\"Node Type\":\"Seq Scan\",\"Relation Name\":\"orders\",\"Total"
                + " Cost\":12.25,\"Filter\":\"(note = 'secret'::text)\"}}]")
        .setTruncated(false)
        .build();
  }

  /** A session that has been waiting for a transaction for two seconds. */
  public static Session session(String id, long second) {
    return Session.newBuilder()
        .setSessionId(id)
        .setSessionStart(1L)
        .setDatabase("shop")
        .setUser("app")
        .setApplicationName("checkout")
        .setClientAddress("10.0.0.7")
        .setClientPort(50_000)
        .setSessionType("client backend")
        .setState("active")
        .setActive(true)
        .setWaitEventType("Lock")
        .setWaitEvent("transactionid")
        .setQueryId("-5")
        .setQueryText("UPDATE accounts SET note = 'secret'")
        .setQueryStart((second - 2) * SECOND)
        .setTransactionStart((second - 2) * SECOND)
        .setStateChange((second - 2) * SECOND)
        .setTransactionId("991")
        .setBlockingSessionIds(List.of("12", "13"))
        .setCommentTags(Map.of("route", "checkout"))
        .build();
  }

  /** A metric poll of PostgreSQL in one part, with these groups, read at {@code second}. */
  public static MetricPoll metrics(String incarnation, long seq, MetricGroup... groups) {
    return metricsOf("postgresql", incarnation, seq, groups);
  }

  /** A metric poll of a system. */
  public static MetricPoll metricsOf(
      String system, String incarnation, long seq, MetricGroup... groups) {
    return MetricPoll.newBuilder()
        .setSystem(system)
        .setIncarnation(incarnation)
        .setServerAddress(HOST)
        .setServerPort(PORT)
        .setSeq(seq)
        .setEpoch(new CounterEpoch("7", null, 1L))
        .setTimeline(1L)
        .setRole(ServerRole.PRIMARY)
        .setGroups(List.of(groups))
        .build();
  }

  /** What one query of a metric poll read at {@code second}. */
  public static MetricGroup group(String name, long second, MetricRow... rows) {
    return new MetricGroup(name, second * SECOND, second * SECOND + 1_000, List.of(rows));
  }

  /** A row of a group whose counters do not say since when they count. */
  public static MetricRow row(Map<String, String> attributes, MetricReading... readings) {
    return new MetricRow(attributes, null, List.of(readings), null);
  }

  /** A reading that is an integer. */
  public static MetricReading reading(String name, long value) {
    return new MetricReading(name, Map.of(), value, null);
  }

  /** A reading that is a floating-point number. */
  public static MetricReading reading(String name, double value) {
    return new MetricReading(name, Map.of(), null, value);
  }

  /** A metric poll with the scans of two tables, a and b. */
  public static MetricPoll tables(long seq, long second, long a, long b) {
    return metrics(
        "agent",
        seq,
        group(
            "tables",
            second,
            row(
                Map.of("db.namespace", "shop|public", "postgresql.table.name", "a"),
                reading("postgresql.sequential_scans", a)),
            row(
                Map.of("db.namespace", "shop|public", "postgresql.table.name", "b"),
                reading("postgresql.sequential_scans", b))));
  }
}
