package io.dbintel.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker and controller inside this JVM, on the loopback interface, without replication.
 *
 * <p>Topics are never created by themselves. The folder may be used again by a later broker, which
 * then finds its topics and records.
 */
public final class EmbeddedKafka implements AutoCloseable {

  /** Always the same, so that a folder can be opened again. */
  private static final String CLUSTER_ID = "dbintelEmbeddedClustr1";

  private final Path directory;
  private final boolean ownsDirectory;
  private final int port;
  private final Map<String, String> ssl;
  private KafkaRaftServer server;

  private EmbeddedKafka(Path directory, boolean ownsDirectory, int port, Map<String, String> ssl) {
    this.directory = directory;
    this.ownsDirectory = ownsDirectory;
    this.port = port;
    this.ssl = Map.copyOf(ssl);
  }

  /** A broker on a free port, in a folder of its own that {@link #close()} removes. */
  public static EmbeddedKafka start() {
    try {
      return start(Files.createTempDirectory("dbintel-kafka"), true, FreePort.find());
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the embedded broker", e);
    }
  }

  /**
   * A broker that speaks TLS with its clients, on a free port, in a folder of its own.
   *
   * @param ssl the broker's settings, {@code ssl.keystore.location} and so on
   */
  public static EmbeddedKafka startTls(Map<String, String> ssl) {
    try {
      Path directory = Files.createTempDirectory("dbintel-kafka");
      return started(new EmbeddedKafka(directory, true, FreePort.find(), ssl));
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the embedded broker", e);
    }
  }

  /**
   * A broker that keeps its data.
   *
   * @param directory folder of the log, made when absent
   * @param port TCP port on the loopback interface
   */
  public static EmbeddedKafka start(Path directory, int port) {
    return start(directory, false, port);
  }

  private static EmbeddedKafka start(Path directory, boolean ownsDirectory, int port) {
    return started(new EmbeddedKafka(directory, ownsDirectory, port, Map.of()));
  }

  private static EmbeddedKafka started(EmbeddedKafka kafka) {
    kafka.startServer();
    return kafka;
  }

  /** {@code 127.0.0.1:port}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Stops the broker; its data stays, {@link #restart()} brings both back. */
  public void stop() {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
      server = null;
    }
  }

  /** Stops the broker if it runs and starts it on the same port and data. */
  public void restart() {
    stop();
    startServer();
  }

  @Override
  public void close() {
    stop();
    if (ownsDirectory) {
      Directories.deleteRecursively(directory);
    }
  }

  private void startServer() {
    try {
      Files.createDirectories(directory);
      format();
      server = new KafkaRaftServer(KafkaConfig.fromProps(properties(), false), Time.SYSTEM);
      server.startup();
    } catch (Exception e) {
      throw new IllegalStateException(
          "the embedded broker did not start in " + directory + " on port " + port, e);
    }
  }

  private void format() throws Exception {
    PrintStream silent =
        new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
    new Formatter()
        .setNodeId(1)
        .setClusterId(CLUSTER_ID)
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(directory.toString())
        .setDirectories(List.of(directory.toString()))
        .setIgnoreFormatted(true)
        .setPrintStream(silent)
        .run();
  }

  private Properties properties() {
    int controllerPort = FreePort.find();
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    properties.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("inter.broker.listener.name", "PLAINTEXT");
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    if (!ssl.isEmpty()) {
      properties.put(
          "listeners", "SSL://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
      properties.put("advertised.listeners", "SSL://127.0.0.1:" + port);
      properties.put("inter.broker.listener.name", "SSL");
      properties.put("listener.security.protocol.map", "SSL:SSL,CONTROLLER:PLAINTEXT");
      properties.putAll(ssl);
    }
    properties.put("log.dirs", directory.toString());
    properties.put("auto.create.topics.enable", "false");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("transaction.state.log.num.partitions", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("log.cleaner.dedupe.buffer.size", "2097152");
    return properties;
  }
}
