package io.dbintel.systemtests.field;

import io.dbintel.collector.config.AgentConfig;
import io.dbintel.collector.system.CheckFinding;
import io.dbintel.collector.system.DatabaseSystems;
import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.embedded.FreePort;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.schemas.topic.TopicProvisioner;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** What odd servers share: a broker, one plain server a version, and agents to watch. */
public final class FieldRig implements AutoCloseable {

  private final Path directory;
  private final EmbeddedKafka kafka;
  private final Map<String, EmbeddedPostgres> servers = new HashMap<>();
  private int agents;

  FieldRig(Path directory) throws ExecutionException, InterruptedException {
    this.directory = directory;
    this.kafka = EmbeddedKafka.start(directory.resolve("kafka"), FreePort.find());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      new TopicProvisioner(admin).createMissing(1, (short) 1);
    }
  }

  /** Folder for files of an odd server. */
  public Path directory() {
    return directory;
  }

  /** The plain server of a version, with a role {@code dbintel} that reads all statistics. */
  public EmbeddedPostgres server(String version) {
    return servers.computeIfAbsent(
        version, wanted -> withRole(EmbeddedPostgres.builder().version(wanted).start()));
  }

  /** Makes the role that an agent logs in as. */
  public static EmbeddedPostgres withRole(EmbeddedPostgres server) {
    server.execute(
        "create role dbintel login in role pg_monitor password '" + OddInstance.PASSWORD + "'");
    return server;
  }

  /** Executes statements as superuser. */
  public static void execute(EmbeddedPostgres server, String database, String... statements)
      throws SQLException {
    try (Connection connection = server.connection(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** What {@code agent check} finds. */
  public List<CheckFinding> check(OddInstance instance) {
    AgentConfig config = config(instance, "field/check", directory.resolve("check"));
    return DatabaseSystems.load().check(config.instances().get(0));
  }

  /** Starts an agent that polls the instance; the caller closes it. */
  public Watch watch(OddInstance instance) {
    String id = "field/odd-" + agents++;
    return Watch.start(
        config(instance, id, directory.resolve("spool-" + agents)), id, kafka.bootstrapServers());
  }

  private AgentConfig config(OddInstance instance, String id, Path spool) {
    return ConfigLoader.parse(
        AgentConfig.class,
        """
        kafka: {bootstrapServers: "%s"}
        instances:
          - %s
        spool: {directory: "%s"}
        http: {bindAddress: 127.0.0.1, healthPort: 0, metricsPort: 0}
        """
            .formatted(kafka.bootstrapServers(), instance.yaml(id), spool));
  }

  @Override
  public void close() {
    servers.values().forEach(EmbeddedPostgres::close);
    kafka.close();
  }
}
