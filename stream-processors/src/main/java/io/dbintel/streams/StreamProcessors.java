package io.dbintel.streams;

import io.dbintel.runtime.health.HealthEndpoint;
import io.dbintel.runtime.health.HealthRegistry;
import io.dbintel.runtime.lifecycle.Closeables;
import io.dbintel.runtime.lifecycle.Service;
import io.dbintel.runtime.metrics.Telemetry;
import io.dbintel.schemas.registry.RetryingSchemaRegistry;
import io.dbintel.schemas.registry.SchemaRegistries;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.streams.runtime.GatedClients;
import io.dbintel.streams.runtime.OperatorTelemetry;
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

  private final ProcessorsConfig config;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final Closeables parts = new Closeables();
  private final ThreadRecovery recovery = new ThreadRecovery();
  private volatile KafkaStreams streams;
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
    StreamsConfig settings = new StreamsConfig(StreamsProperties.of(config));
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
            new RecordPolicy(skips, config.signing()));
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
    streams.start();
    LOG.info(
        "stream processors started: application {}, {} threads",
        config.streams().applicationId(),
        config.streams().threads());
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
