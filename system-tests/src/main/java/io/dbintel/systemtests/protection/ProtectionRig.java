package io.dbintel.systemtests.protection;

import io.dbintel.collector.CollectorAgent;
import io.dbintel.collector.config.AgentConfig;
import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.embedded.FreePort;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.topic.TopicProvisioner;
import io.dbintel.streams.ProcessorsConfig;
import io.dbintel.streams.StreamProcessors;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;

/**
 * A broker, a database that will be full and locked, one whose polls will be slow, one that is
 * well, an agent of all, and the processors.
 */
final class ProtectionRig implements AutoCloseable {

  static final String PATIENT = "proof/patient";
  static final String BUSY = "proof/busy";
  static final String OTHER = "proof/other";

  /** The window is two of them. */
  static final Duration EVALUATION_INTERVAL = Duration.ofSeconds(5);

  static final Duration BREAK = Duration.ofSeconds(8);
  static final Duration LOCAL_REST = Duration.ofSeconds(6);
  static final int PROBES = 3;

  /** Back-off keeps probes of a server that refuses the agent far apart: more would take long. */
  static final int LOCAL_PROBES = 1;

  static final int MAX_CONNECTIONS = 60;

  private static final String CALLS =
      "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements WHERE userid = 'dbintel'::regrole";

  private final EmbeddedKafka kafka;
  private final EmbeddedPostgres patient;
  private final EmbeddedPostgres busy;
  private final EmbeddedPostgres other;
  private final Map<String, Connection> observers = new TreeMap<>();
  private final CollectorAgent agent;
  private final StreamProcessors processors;

  ProtectionRig(Path directory) throws Exception {
    kafka = EmbeddedKafka.start(directory.resolve("kafka"), FreePort.find());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      new TopicProvisioner(admin).createMissing(1, (short) 1);
    }
    patient = server();
    busy = server();
    other = server();
    observers.put(PATIENT, patient.connection("postgres"));
    observers.put(BUSY, busy.connection("postgres"));
    ManyStatements.execute(observers.get(BUSY));
    processors = new StreamProcessors(processorsConfig(directory));
    agent = new CollectorAgent(agentConfig(directory));
  }

  private static EmbeddedPostgres server() {
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setting("max_connections", Integer.toString(MAX_CONNECTIONS))
            .setting("pg_stat_statements.max", "20000")
            .start();
    server.execute("CREATE ROLE dbintel LOGIN PASSWORD 'dbintel' IN ROLE pg_monitor");
    return server;
  }

  void start() throws Exception {
    processors.start();
    agent.start();
  }

  private ProcessorsConfig processorsConfig(Path directory) {
    return ConfigLoader.parse(
        ProcessorsConfig.class,
        """
        kafka: {bootstrapServers: "%s"}
        streams: {stateDir: "%s", threads: 1, standbyReplicas: 0, commitInterval: 50ms, linger: 0ms}
        operators:
          circuit:
            window: %ds
            breakDuration: %ds
            halfOpenProbes: %d
            lockQueue: 5
            minTimeout: 30s
            slowFactor: 2
            maxAdjustments: 0
            predictAhead: 0
            overrides: [{match: "*/busy", minTimeout: 100ms}]
        http: {bindAddress: 127.0.0.1, healthPort: 0, metricsPort: 0}
        """
            .formatted(
                kafka.bootstrapServers(),
                directory.resolve("state"),
                2 * EVALUATION_INTERVAL.toSeconds(),
                BREAK.toSeconds(),
                PROBES));
  }

  private AgentConfig agentConfig(Path directory) {
    return ConfigLoader.parse(
        AgentConfig.class,
        """
        kafka:
          bootstrapServers: "%s"
          properties: {request.timeout.ms: "1000", delivery.timeout.ms: "2000", linger.ms: "0"}
        instances:
          - %s
          - %s
          - %s
        localBreaker: {failures: 3, rest: %ds, probes: %d}
        spool: {directory: "%s"}
        http: {bindAddress: 127.0.0.1, healthPort: 0, metricsPort: 0}
        """
            .formatted(
                kafka.bootstrapServers(),
                instance(PATIENT, patient),
                instance(BUSY, busy),
                instance(OTHER, other),
                LOCAL_REST.toSeconds(),
                LOCAL_PROBES,
                directory.resolve("spool")));
  }

  private static String instance(String id, EmbeddedPostgres server) {
    return """
    {id: %s, system: postgresql, host: %s, port: %d, user: dbintel, password: dbintel, \
    collectors: {queryStats: {interval: 500ms}, sessions: {interval: 500ms}, metrics: {interval: 1s}}}\
    """
        .formatted(id, server.host(), server.port());
  }

  /** The server of an instance in trouble. */
  EmbeddedPostgres server(String instance) {
    return instance.equals(BUSY) ? busy : patient;
  }

  EmbeddedKafka kafka() {
    return kafka;
  }

  /** Ends the processors alone. */
  void stopProcessors() {
    processors.close();
  }

  /** Statements that the agent has executed on a server so far, as the server counts them. */
  long statements(String instance) throws SQLException {
    try (Statement statement = observers.get(instance).createStatement();
        ResultSet row = statement.executeQuery(CALLS)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    agent.close();
    processors.close();
    for (Connection observer : observers.values()) {
      observer.close();
    }
    patient.close();
    busy.close();
    other.close();
    kafka.close();
  }
}
