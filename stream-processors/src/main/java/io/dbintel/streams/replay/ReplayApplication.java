package io.dbintel.streams.replay;

import io.dbintel.runtime.health.Health;
import io.dbintel.runtime.lifecycle.Closeables;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.streams.DatabaseIntelligenceTopology;
import io.dbintel.streams.FailureCause;
import io.dbintel.streams.ProcessorsConfig;
import io.dbintel.streams.RecordPolicy;
import io.dbintel.streams.StreamsProperties;
import io.dbintel.streams.StreamsSettings;
import io.dbintel.streams.runtime.GatedClients;
import io.dbintel.streams.runtime.ReadPace;
import io.dbintel.streams.runtime.ReplayGate;
import io.dbintel.streams.runtime.SchemaResolver;
import io.dbintel.streams.runtime.SkipOrders;
import io.dbintel.streams.runtime.ThreadRecovery;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * The stream application of a replay: the topology of the processors under an application id of its
 * own, so with a consumer group, changelogs and a state directory of its own.
 */
final class ReplayApplication implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

  /** A thread waits for its share of the rate with its transaction open. */
  private static final int TRANSACTION_TIMEOUT_MS = 120_000;

  private static final int MAX_POLL_RECORDS = 100;
  private static final int POLLS_PER_SECOND = 20;

  private final Closeables parts = new Closeables();
  private final ThreadRecovery recovery = new ThreadRecovery();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final SchemaResolver schemas;
  private final KafkaStreams streams;
  private final Path stateDirectory;

  /**
   * Prepares the application; nothing runs yet.
   *
   * @param registry is closed with the application
   * @param rate raw records a second
   */
  ReplayApplication(
      ProcessorsConfig config,
      String applicationId,
      SchemaRegistry registry,
      ReplayPlan plan,
      ReplayScope scope,
      int rate) {
    Map<String, Object> client = config.kafka().clientSettings();
    StreamsConfig settings = new StreamsConfig(properties(config, applicationId, rate));
    stateDirectory = config.streams().stateDir().resolve(applicationId);
    SkipOrders skips = new SkipOrders(client, registry);
    skips.refresh();
    schemas =
        parts.add(new SchemaResolver(registry, config.streams().schemaPatience(), skips::refresh));
    DatabaseIntelligenceTopology topology =
        DatabaseIntelligenceTopology.replay(
            config.operators(),
            schemas,
            OperatorCounts.NONE,
            settings,
            new RecordPolicy(skips, config.signing()),
            scope);
    ReadPace pace = new ReadPace(rate);
    streams =
        new KafkaStreams(
            topology.get(),
            settings,
            new GatedClients(
                schemas,
                skips,
                config.signing(),
                consumer -> ReplayGate.before(consumer, plan.ends(), pace)));
    streams.setUncaughtExceptionHandler(this::fail);
  }

  private static Map<String, Object> properties(
      ProcessorsConfig config, String applicationId, int rate) {
    StreamsSettings live = config.streams();
    StreamsSettings own =
        new StreamsSettings(
            applicationId,
            live.stateDir(),
            live.threads(),
            0,
            live.replicationFactor(),
            live.commitInterval(),
            live.linger(),
            live.sessionTimeout(),
            live.schemaPatience(),
            live.rocksDbCache(),
            live.rocksDbWriteBuffers());
    Map<String, Object> properties =
        new HashMap<>(
            StreamsProperties.of(
                new ProcessorsConfig(
                    config.kafka(),
                    config.schemaRegistry(),
                    own,
                    config.operators(),
                    config.signing(),
                    config.http(),
                    config.admin())));
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG),
        Math.max(1, Math.min(MAX_POLL_RECORDS, rate / POLLS_PER_SECOND)));
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        TRANSACTION_TIMEOUT_MS);
    return properties;
  }

  private StreamThreadExceptionResponse fail(Throwable thrown) {
    if (recovery.replaces(thrown, FailureCause.describe(FailureCause.of(thrown)))) {
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    failure.compareAndSet(null, FailureCause.of(thrown));
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** Begins, or goes on where it was. */
  void start() {
    parts.add("Kafka Streams", this::stop);
    streams.start();
  }

  /**
   * @throws IllegalStateException when a record could not be processed
   */
  void requireAlive() {
    Throwable cause = failure.get();
    if (cause != null) {
      throw new IllegalStateException(
          "the replay stopped: " + FailureCause.describe(cause) + "; run it again to go on", cause);
    }
  }

  /** What it waits for; empty when it waits for nothing. */
  String waitsFor() {
    Health health = schemas.health();
    return health.status() == Health.Status.UP ? "" : health.message();
  }

  /**
   * Removes what the stores hold on disk; only when closed.
   *
   * @throws UncheckedIOException when a file cannot be removed
   */
  void removeStateDirectory() {
    streams.cleanUp();
    try {
      Utils.delete(stateDirectory.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the directory " + stateDirectory, e);
    }
  }

  private void stop() {
    recovery.stop();
    // Nobody takes over: without leaving, the group would have members until their sessions end.
    streams.close(
        CloseOptions.timeout(CLOSE_LIMIT)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
  }

  /** Ends the threads, with everything committed that they have processed. */
  @Override
  public void close() {
    parts.close();
  }
}
