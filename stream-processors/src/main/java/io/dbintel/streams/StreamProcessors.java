package io.dbintel.streams;

import io.dbintel.runtime.health.HealthEndpoint;
import io.dbintel.runtime.health.HealthRegistry;
import io.dbintel.runtime.lifecycle.Closeables;
import io.dbintel.runtime.lifecycle.Service;
import io.dbintel.runtime.metrics.Telemetry;
import io.dbintel.schemas.registry.RetryingSchemaRegistry;
import io.dbintel.schemas.registry.SchemaRegistries;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.signing.RecordSigner;
import io.dbintel.streams.admin.AdminServer;
import io.dbintel.streams.processors.TurnViewer;
import io.dbintel.streams.runtime.GatedClients;
import io.dbintel.streams.runtime.OperatorTelemetry;
import io.dbintel.streams.runtime.Orders;
import io.dbintel.streams.runtime.ResultSchemas;
import io.dbintel.streams.runtime.SchemaResolver;
import io.dbintel.streams.runtime.SkipOrders;
import io.dbintel.streams.runtime.StartPreflight;
import io.dbintel.streams.runtime.StreamsTelemetry;
import io.dbintel.streams.runtime.ThreadRecovery;
import io.opentelemetry.api.metrics.Meter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream processors as a service: runs the topology until it is closed, or until a record
 * cannot be processed, which stops the whole service: its place in the log is kept, and going on
 * without the record would make every later number wrong. A thread that ends for want of a broker
 * is replaced.
 */
public final class StreamProcessors implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(StreamProcessors.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

  /** How long the start waits for the registry. */
  private static final Duration REGISTRY_RETRY_LIMIT = Duration.ofMinutes(4);

  /**
   * Audit and command, one after the other, must fit into the time of a request; each may wait
   * twice, for the broker's metadata and for its acknowledgement.
   */
  private static final Duration ADMIN_PATIENCE = Duration.ofSeconds(2);

  private final ProcessorsConfig config;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final Closeables parts = new Closeables();
  private final ThreadRecovery recovery = new ThreadRecovery();
  private volatile KafkaStreams streams;
  private volatile int adminPort;
  private volatile RetryingSchemaRegistry registering;

  /** Prepares the service; nothing runs yet. */
  public StreamProcessors(ProcessorsConfig config) {
    this.config = config;
  }

  @Override
  public void start() throws Exception {
    try {
      open();
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  private synchronized void open() throws Exception {
    Map<String, Object> client = config.kafka().clientSettings();
    Map<String, Object> properties = StreamsProperties.of(config);
    Optional<AdminServer> admin = admin(properties);
    StreamsConfig settings = new StreamsConfig(properties);
    StartPreflight.check(client, config.streams().applicationId());
    Telemetry telemetry = parts.add(Telemetry.create("dbintel-processors"));
    Meter meter = telemetry.meter("io.dbintel.streams");
    SchemaRegistry registry = parts.add(SchemaRegistries.of(config.schemaRegistry(), client));
    registering = new RetryingSchemaRegistry(registry, REGISTRY_RETRY_LIMIT);
    ResultSchemas.register(registering);
    SkipOrders skips = new SkipOrders(client, registry);
    skips.refresh();
    SchemaResolver schemas =
        parts.add(new SchemaResolver(registry, config.streams().schemaPatience(), skips::refresh));
    DatabaseIntelligenceTopology topology =
        new DatabaseIntelligenceTopology(
                config.operators(),
                schemas,
                new OperatorTelemetry(meter, Clock.systemUTC()),
                settings,
                new RecordPolicy(skips, config.signing()))
            .shownTo(admin.map(AdminServer::viewer).orElse(TurnViewer.NONE));
    streams =
        new KafkaStreams(
            topology.get(), settings, new GatedClients(schemas, skips, config.signing()));
    parts.add("Kafka Streams", this::stop);
    streams.setUncaughtExceptionHandler(this::fail);
    StreamsTelemetry.register(meter, streams::metrics);
    HealthRegistry checks = new HealthRegistry();
    checks.register(
        "streams",
        () ->
            StreamsTelemetry.health(
                streams.state(), streams.metrics(), config.streams().sessionTimeout(), recovery));
    checks.register("schemas", schemas::health);
    telemetry.serve(config.http());
    parts.add(
        HealthEndpoint.start(config.http().bindAddress(), config.http().healthPort(), checks));
    admin.ifPresent(server -> serve(server, client, registry));
    streams.start();
    LOG.info(
        "stream processors started: application {}, {} threads",
        config.streams().applicationId(),
        config.streams().threads());
  }

  /** Listens, if the API is on, so that the port is known when Kafka Streams is made. */
  private Optional<AdminServer> admin(Map<String, Object> properties) {
    if (!config.admin().isOn()) {
      return Optional.empty();
    }
    AdminServer server = parts.add(AdminServer.start(config.admin(), Clock.systemUTC()));
    properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, server.advertised());
    adminPort = server.port();
    return Optional.of(server);
  }

  private void serve(AdminServer server, Map<String, Object> client, SchemaRegistry registry) {
    Orders orders =
        new Orders(
            client,
            registry,
            new RecordSigner(config.signing()),
            Clock.systemUTC(),
            ADMIN_PATIENCE);
    OperatorsConfig operators = config.operators();
    server.serve(
        streams,
        orders,
        operators.circuit(),
        operators.sampler(),
        operators.budget(),
        Clock.systemUTC());
  }

  /** The TCP port of the admin API; 0 while there is none. */
  public int adminPort() {
    return adminPort;
  }

  private StreamThreadExceptionResponse fail(Throwable thrown) {
    if (recovery.replaces(thrown, FailureCause.describe(FailureCause.of(thrown)))) {
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    failure.compareAndSet(null, FailureCause.of(thrown));
    stopped.countDown();
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** State of Kafka Streams; NOT_RUNNING before the start. */
  public KafkaStreams.State state() {
    KafkaStreams running = streams;
    return running == null ? KafkaStreams.State.NOT_RUNNING : running.state();
  }

  @Override
  public void awaitStop() throws InterruptedException {
    stopped.await();
    Throwable cause = failure.get();
    if (cause != null) {
      throw new IllegalStateException(
          "the stream processors stopped: " + FailureCause.describe(cause), cause);
    }
  }

  @Override
  public void close() {
    RetryingSchemaRegistry waiting = registering;
    if (waiting != null) {
      waiting.stopRetrying();
    }
    synchronized (this) {
      parts.close();
    }
    stopped.countDown();
  }

  private void stop() {
    recovery.stop();
    if (!streams.close(CLOSE_LIMIT)) {
      LOG.warn(
          "Kafka Streams did not stop within {} s; state is rebuilt from its changelog",
          CLOSE_LIMIT.toSeconds());
    }
  }
}
