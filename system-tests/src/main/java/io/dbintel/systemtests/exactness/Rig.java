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
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;

/** The servers and processes of one proof: a broker, a database, a receiver and the services. */
final class Rig implements AutoCloseable {

  static final String INSTANCE = "proof/shop";
  static final String PROCESSORS_GROUP = "dbintel-processors";

  private static final int PARTITIONS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final String COLLECTORS =
      """
      queryStats:
        interval: 500ms
        allCountersEvery: 4
        fullInterval: 4s
      sessions:
        interval: 1s
      metrics:
        interval: 2s
      """;

  private final EmbeddedKafka kafka;
  private final EmbeddedPostgres postgres;
  private final OtlpReceiver receiver;
  private final FullPolls fullPolls;
  private final ServiceProcess agent;
  private final ServiceProcess secondAgent;
  private final ServiceProcess processors;
  private final ServiceProcess exporter;

  Rig(Path root, Path directory) throws SQLException {
    kafka = EmbeddedKafka.start(directory.resolve("kafka"), FreePort.find());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      new TopicProvisioner(admin).createMissing(PARTITIONS, (short) 1);
    }
    postgres = EmbeddedPostgres.builder().start();
    try (Connection superuser = postgres.connection("postgres")) {
      WorkloadSchema.create(superuser);
    }
    postgres.execute("CREATE ROLE dbintel LOGIN PASSWORD 'dbintel' IN ROLE pg_monitor");
    receiver = OtlpReceiver.start();
    fullPolls = new FullPolls(kafka.bootstrapServers());
    ServiceConfigs configs = new ServiceConfigs(directory, kafka.bootstrapServers());
    agent = agent(configs, "agent-1", root, directory);
    secondAgent = agent(configs, "agent-2", root, directory);
    processors =
        new ServiceProcess(
            "processors", Distribution.PROCESSORS.command(root, configs.processors(1)), directory);
    exporter =
        new ServiceProcess(
            "exporter",
            Distribution.EXPORTER.command(root, configs.exporter(receiver.endpoint())),
            directory);
  }

  private ServiceProcess agent(ServiceConfigs configs, String name, Path root, Path directory) {
    Path config = configs.agent(name, INSTANCE, postgres.host(), postgres.port(), COLLECTORS);
    return new ServiceProcess(name, Distribution.AGENT.command(root, config), directory);
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
    pause(QUIET);
    processors.stop();
    exporter.stop();
  }

  ServiceProcess agent() {
    return agent;
  }

  ServiceProcess processors() {
    return processors;
  }

  /** Waits until everything the database has counted so far was read and worked off. */
  void awaitEverythingApplied() throws SQLException {
    FullPolls.Position position = fullPolls.awaitFullPoll(databaseMicros(), PATIENCE);
    await(
        "the processors to work off the raw topic up to " + position,
        () -> fullPolls.isWorkedOff(PROCESSORS_GROUP, position));
  }

  /** Waits for a condition, watching that no service dies. */
  void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      requireAlive();
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("waited " + PATIENCE + " in vain for " + what);
      }
      pause(Duration.ofMillis(100));
    }
  }

  /** Waits until no more calls of the role's statements arrive. */
  ExportedCounts awaitQuiet(long userid) {
    ExportedCounts before = ExportedCounts.of(receiver, userid);
    while (true) {
      pause(QUIET);
      ExportedCounts now = ExportedCounts.of(receiver, userid);
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
    return number("SELECT oid FROM pg_roles WHERE rolname = '" + role + "'");
  }

  long databaseMicros() throws SQLException {
    return number("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint");
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

  private void requireAlive() {
    agent.requireAlive();
    secondAgent.requireAlive();
    processors.requireAlive();
    exporter.requireAlive();
  }

  private long number(String sql) throws SQLException {
    try (Connection superuser = postgres.connection("postgres");
        Statement statement = superuser.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
