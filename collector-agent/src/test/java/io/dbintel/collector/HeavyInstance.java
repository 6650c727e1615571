package io.dbintel.collector;

import io.dbintel.collector.config.LocalBreakerConfig;
import io.dbintel.collector.config.MetricsConfig;
import io.dbintel.collector.config.QueryStatsConfig;
import io.dbintel.collector.config.SessionsConfig;
import io.dbintel.collector.config.SpoolConfig;
import io.dbintel.collector.metrics.MetricSnapshot;
import io.dbintel.collector.metrics.MetricsCollector;
import io.dbintel.collector.poll.ControlReader;
import io.dbintel.collector.poll.InstancePoller;
import io.dbintel.collector.poll.InstancePollers;
import io.dbintel.collector.poll.PollMeter;
import io.dbintel.collector.poll.PollThreads;
import io.dbintel.collector.publish.RawPublisher;
import io.dbintel.collector.publish.RecordEncoder;
import io.dbintel.collector.sessions.SessionCollector;
import io.dbintel.collector.sessions.SessionSnapshot;
import io.dbintel.collector.sessions.SessionTexts;
import io.dbintel.collector.statements.CounterMark;
import io.dbintel.collector.statements.CounterRow;
import io.dbintel.collector.statements.ReadPlan;
import io.dbintel.collector.statements.ReadPlanner;
import io.dbintel.collector.statements.StatementCollector;
import io.dbintel.collector.statements.StatementHeader;
import io.dbintel.collector.statements.StatementKey;
import io.dbintel.collector.statements.StatementSnapshot;
import io.dbintel.collector.statements.StatementSource;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.runtime.config.ByteSize;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.avro.CounterEpoch;
import io.dbintel.schemas.avro.MetricGroup;
import io.dbintel.schemas.avro.MetricReading;
import io.dbintel.schemas.avro.MetricRow;
import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.schemas.avro.Session;
import io.dbintel.schemas.catalogue.MetricDefinition;
import io.dbintel.schemas.catalogue.StatementCounter;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.schemas.config.SchemaRegistryConfig;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.signing.SigningConfig;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The main class of a process with the heap of an agent: it polls an instance of 50,000 statements,
 * 5,000 sessions and 10,000 databases some times and ends. What a database would answer is made up
 * on the spot, in the same shapes as the real sources give.
 */
public final class HeavyInstance {

  static final int STATEMENTS = 50_000;
  static final int SESSIONS = 5_000;
  static final int DATABASES = 10_000;

  /** Of the statements, those that ran between two polls. */
  private static final int BUSY = 20_000;

  private static final int TEXT_CHARACTERS = 1_500;
  private static final int STATEMENT_POLLS = 6;
  private static final SystemCatalogue CATALOGUE = SystemCatalogue.of("postgresql");
  private static final RecordSource SOURCE =
      new RecordSource("acme/heavy", "postgresql", "heavy", "localhost", 5432);

  private HeavyInstance() {}

  /** Arguments: address of the broker, folder of the spool. */
  public static void main(String[] args) throws Exception {
    AtomicInteger statementPolls = new AtomicInteger();
    Map<String, Object> client =
        Map.of("bootstrap.servers", args[0], "delivery.timeout.ms", 60_000, "max.block.ms", 30_000);
    RecordEncoder encoder = new RecordEncoder();
    SpoolConfig spool =
        new SpoolConfig(
            Path.of(args[1]),
            ByteSize.ofBytes(256 << 20),
            ByteSize.ofBytes(4 << 20),
            ByteSize.ofBytes(64 << 20));
    try (RawPublisher publisher =
            RawPublisher.start(
                client, SchemaRegistryConfig.bundled(), spool, encoder, SigningConfig.OFF);
        ControlReader control =
            new ControlReader(client, new BundledSchemaRegistry(), Set.of(SOURCE.instanceId()));
        PollThreads threads = PollThreads.of(1);
        InstancePollers pollers =
            new InstancePollers(
                List.of(
                    new InstancePoller(
                        SOURCE,
                        instance(statementPolls),
                        control,
                        publisher,
                        encoder,
                        new PollMeter(OpenTelemetry.noop().getMeter("heavy")),
                        "test",
                        threads,
                        ConfigLoader.parse(LocalBreakerConfig.class, "{}"))))) {
      control.start();
      pollers.start();
      while (statementPolls.get() < STATEMENT_POLLS || publisher.waitingPolls() > 0) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    System.out.println("heap at most " + peakMegabytes() + " MB");
  }

  /** The peaks of the pools need not have been at the same time: an upper bound. */
  private static long peakMegabytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum()
        >> 20;
  }

  private static MonitoredInstance instance(AtomicInteger statementPolls) {
    Duration second = Duration.ofSeconds(1);
    return new MonitoredInstance(
        List.of(
            new StatementCollector(
                new QueryStatsConfig(true, second, 3, Duration.ofMinutes(10), Duration.ofHours(6)),
                SOURCE,
                new Statements(statementPolls)),
            new SessionCollector(
                new SessionsConfig(true, second, SESSIONS, 50), SOURCE, HeavyInstance::sessions),
            new MetricsCollector(
                new MetricsConfig(true, second, List.of()), SOURCE, HeavyInstance::metrics)),
        () -> {});
  }

  private static SessionSnapshot sessions(SessionTexts texts) {
    List<Session> sessions = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      SessionTexts.Text text = texts.statement(sql(i, TEXT_CHARACTERS));
      sessions.add(
          Session.newBuilder()
              .setSessionId(Integer.toString(i))
              .setSessionStart(i)
              .setDatabase("database_" + i)
              .setUser("user_" + i)
              .setApplicationName(texts.freeText("application " + i % 20))
              .setClientAddress("10.0.0." + i % 250)
              .setClientPort(i)
              .setClientHostname(null)
              .setSessionType("client backend")
              .setState("active")
              .setActive(true)
              .setWaitEventType("IO")
              .setWaitEvent("DataFileRead")
              .setQueryId(Integer.toString(i))
              .setQueryText(text.text())
              .setQueryTruncated(text.cut())
              .setQueryStart(1L)
              .setTransactionStart(1L)
              .setStateChange(1L)
              .setTransactionId("1")
              .setBlockingSessionIds(List.of())
              .setCommentTags(text.tags())
              .build());
    }
    return new SessionSnapshot(micros(), SESSIONS, 0, sessions);
  }

  private static MetricSnapshot metrics(long poll) {
    List<MetricDefinition> definitions =
        CATALOGUE.metrics().stream().filter(m -> m.group().equals("databases")).toList();
    List<MetricRow> rows = new ArrayList<>();
    for (int i = 0; i < DATABASES; i++) {
      List<MetricReading> readings = new ArrayList<>();
      for (MetricDefinition definition : definitions) {
        readings.add(new MetricReading(definition.name(), Map.of(), poll * 1_000 + i, null));
      }
      rows.add(new MetricRow(Map.of("db.namespace", "database_" + i), 1L, readings, null));
    }
    return new MetricSnapshot(
        new CounterEpoch("heavy", 1L, 1L),
        1L,
        ServerRole.PRIMARY,
        micros(),
        List.of(new MetricGroup("databases", 1L, 2L, rows)),
        List.of());
  }

  private static String sql(int number, int characters) {
    String begin = "select t" + number + ".c0";
    StringBuilder text = new StringBuilder(begin);
    for (int i = 0; text.length() < characters; i++) {
      text.append(", t").append(number).append(".column_").append(i);
    }
    return text.toString();
  }

  private static long micros() {
    return TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
  }

  private static final class Statements implements StatementSource {

    private final AtomicInteger polls;
    private final Random random = new Random(7);

    Statements(AtomicInteger polls) {
      this.polls = polls;
    }

    @Override
    public StatementSnapshot read(ReadPlanner planner) {
      CounterMark mark = new CounterMark(micros(), 1L, 0L, CounterMark.ALL);
      StatementHeader header =
          new StatementHeader("heavy", 1, "18.1", 1L, ServerRole.PRIMARY, 1, mark);
      ReadPlan plan = planner.plan(header);
      List<StatementCounter> counters =
          CATALOGUE.statements().orElseThrow().counters().stream()
              .filter(counter -> plan.mode().allCounters() || counter.hot())
              .toList();
      List<CounterRow> rows = new ArrayList<>();
      for (int i = 0; i < STATEMENTS; i++) {
        rows.add(row(i, counters.size()));
      }
      List<CounterRow> changed = new ArrayList<>();
      for (CounterRow row : plan.toSend(rows)) {
        changed.add(row.named("database", "user"));
      }
      polls.incrementAndGet();
      return new StatementSnapshot(header, mark, plan, counters, STATEMENTS, 0, changed, List.of());
    }

    private CounterRow row(int number, int counters) {
      long calls = number < BUSY ? 1_000L * polls.get() + number : number;
      long[] values = new long[counters];
      for (int i = 0; i < counters; i++) {
        values[i] = i % 3 == 0 ? calls * (1 + random.nextInt(1_000)) : 0;
      }
      byte[] key =
          ByteBuffer.allocate(17).putInt(5).putLong(number).putInt(10).put((byte) 1).array();
      return new CounterRow(
          StatementKey.of(key), Long.toString(number), false, null, null, 1L, calls, values);
    }

    @Override
    public void readTexts(Set<StatementKey> wanted, TextReceiver receiver) {
      for (StatementKey key : wanted) {
        if (!receiver.wantsMore()) {
          return;
        }
        int number = (int) key.bytes().getLong(4);
        receiver.text(key, Integer.toString(number), sql(number, TEXT_CHARACTERS), false, micros());
      }
    }
  }
}
