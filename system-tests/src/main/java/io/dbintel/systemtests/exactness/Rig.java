package io.dbintel.systemtests.exactness;

import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.embedded.FreePort;
import io.dbintel.embedded.OtlpReceiver;
import io.dbintel.schemas.topic.TopicProvisioner;
import io.dbintel.systemtests.process.Distribution;
import io.dbintel.systemtests.process.ServiceConfigs;
import io.dbintel.systemtests.process.ServiceProcess;
import io.dbintel.systemtests.workload.WorkloadSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** The servers and processes of one proof: a broker, a database, a receiver and the services. */
final class Rig implements AutoCloseable {

  static final String INSTANCE = "proof/shop";
  static final String PROCESSORS_GROUP = "dbintel-processors";
  static final String ROLE = "CREATE ROLE dbintel LOGIN PASSWORD 'dbintel' IN ROLE pg_monitor";

  private static final int PARTITIONS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(300);
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final Set<String> GROUPS =
      Set.of("databases", "bgwriter", "tables", "indexes", "functions");
  private static final String COLLECTORS =
      """
      queryStats:
        interval: 500ms
        allCountersEvery: 4
        fullInterval: 4s
      sessions:
        interval: 1s
      metrics:
        interval: 1s
      """;

  private final EmbeddedKafka kafka;
  private final EmbeddedPostgres postgres;
  private final OtlpReceiver receiver;
  private final FullPolls fullPolls;
  private final ServiceProcess agent;
  private final ServiceProcess secondAgent;
  private ServiceProcess processors;
  private final ServiceProcess exporter;
  private final ServiceConfigs configs;
  private final Path root;
  private final Path directory;

  /**
   * Starts the servers, not the services.
   *
   * @param version major version of PostgreSQL
   */
  Rig(String version, Path root, Path directory) throws SQLException {
    this.root = root;
    this.directory = directory;
    kafka = EmbeddedKafka.start(directory.resolve("kafka"), FreePort.find());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      new TopicProvisioner(admin).createMissing(PARTITIONS, (short) 1);
    }
    postgres =
        EmbeddedPostgres.builder().version(version).setting("track_functions", "all").start();
    try (Connection superuser = postgres.connection("postgres")) {
      WorkloadSchema.create(superuser);
    }
    postgres.execute(ROLE);
    receiver = OtlpReceiver.start();
    fullPolls = new FullPolls(kafka.bootstrapServers());
    configs = new ServiceConfigs(directory, kafka.bootstrapServers());
    agent = agent("agent-1", INSTANCE, postgres.port());
    secondAgent = agent("agent-2", INSTANCE, postgres.port());
    processors = processors("processors", configs.processors(1));
    exporter =
        new ServiceProcess(
            "exporter",
            Distribution.EXPORTER.command(root, configs.exporter(receiver.endpoint())),
            directory);
  }

  /** An agent, not started, for a server on the loopback interface. */
  ServiceProcess agent(String name, String instance, int port) {
    Path config = configs.agent(name, instance, "127.0.0.1", port, COLLECTORS);
    return new ServiceProcess(name, Distribution.AGENT.command(root, config), directory);
  }

  private ServiceProcess processors(String name, Path config) {
    return new ServiceProcess(name, Distribution.PROCESSORS.command(root, config), directory);
  }

  /**
   * Other processors go on with the state of those that were stopped: they sample, and have a
   * budget.
   *
   * @param metricsPort where they tell what they did
   */
  void exchangeProcessors(int metricsPort) {
    processors = processors("processors-thrifty", configs.thriftyProcessors(metricsPort));
  }

  void start() {
    processors.start();
    exporter.start();
    agent.start();
    secondAgent.start();
  }

  EmbeddedPostgres postgres() {
    return postgres;
  }

  OtlpReceiver receiver() {
    return receiver;
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** Ends the services in the order of the flow, so that everything begun is finished. */
  void stopServices() {
    agent.stop();
    secondAgent.stop();
    Map<TopicPartition, Long> ends = RecordedLog.raw(kafka.bootstrapServers()).rawEnds();
    await(
        "the processors to work off the raw topic",
        () -> fullPolls.isWorkedOff(PROCESSORS_GROUP, ends),
        processors,
        exporter);
    awaitQuiet();
    processors.stop();
    exporter.stop();
  }

  /** Waits until nothing more arrives. */
  private void awaitQuiet() {
    long before = -1;
    while (before != arrived()) {
      before = arrived();
      pause(QUIET);
    }
  }

  private long arrived() {
    return receiver.logRecordCount() + receiver.metricPointCount();
  }

  ServiceProcess agent() {
    return agent;
  }

  ServiceProcess secondAgent() {
    return secondAgent;
  }

  ServiceProcess processors() {
    return processors;
  }

  /** Waits until everything the database has counted of statements was read and worked off. */
  void awaitEverythingApplied() throws SQLException {
    awaitApplied(Set.of());
  }

  /** The same, and of everything else that it counts. */
  void awaitMetricsApplied() throws SQLException {
    awaitApplied(GROUPS);
  }

  private void awaitApplied(Set<String> groups) throws SQLException {
    FullPolls.Position position =
        fullPolls.await(INSTANCE, databaseMicros(postgres), groups, PATIENCE);
    await(
        "the processors to work off the raw topic up to " + position,
        () -> fullPolls.isWorkedOff(PROCESSORS_GROUP, position),
        agent,
        secondAgent,
        processors,
        exporter);
  }

  /** Waits until everything that another server has counted was read and worked off. */
  static void awaitApplied(FullPolls polls, String instance, EmbeddedPostgres server)
      throws SQLException {
    FullPolls.Position position = polls.await(instance, databaseMicros(server), GROUPS, PATIENCE);
    await(
        "the processors to work off the raw topic up to " + position,
        () -> polls.isWorkedOff(PROCESSORS_GROUP, position));
  }

  /** Waits for a condition, watching that none of the services dies. */
  static void await(String what, BooleanSupplier condition, ServiceProcess... watched) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      for (ServiceProcess service : watched) {
        service.requireAlive();
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("waited " + PATIENCE + " in vain for " + what);
      }
      pause(Duration.ofMillis(100));
    }
  }

  /** Waits until no more calls of the role's statements arrive. */
  ExportedCounts awaitQuiet(long userid) {
    ExportedCounts before = ExportedCounts.of(receiver, INSTANCE, userid);
    while (true) {
      pause(QUIET);
      ExportedCounts now = ExportedCounts.of(receiver, INSTANCE, userid);
      if (now.sum().equals(before.sum())) {
        return now;
      }
      before = now;
    }
  }

  private static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  long userid(String role) throws SQLException {
    return number(postgres, "SELECT oid FROM pg_roles WHERE rolname = '" + role + "'");
  }

  static long databaseMicros(EmbeddedPostgres server) throws SQLException {
    return number(server, "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint");
  }

  DatabaseCounts databaseCounts() throws SQLException {
    try (Connection superuser = postgres.connection("postgres")) {
      return DatabaseCounts.read(superuser);
    }
  }

  @Override
  public void close() {
    agent.close();
    secondAgent.close();
    processors.close();
    exporter.close();
    fullPolls.close();
    receiver.close();
    postgres.close();
    kafka.close();
  }

  static long number(EmbeddedPostgres server, String sql) throws SQLException {
    try (Connection superuser = server.connection("postgres");
        Statement statement = superuser.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
