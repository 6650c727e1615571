package io.dbintel.exporter;

import io.dbintel.exporter.config.ExporterConfig;
import io.dbintel.exporter.config.SinkConfig;
import io.dbintel.exporter.consume.SinkConsumer;
import io.dbintel.runtime.health.HealthEndpoint;
import io.dbintel.runtime.health.HealthRegistry;
import io.dbintel.runtime.health.ThreadLiveness;
import io.dbintel.runtime.lifecycle.Closeables;
import io.dbintel.runtime.lifecycle.Service;
import io.dbintel.runtime.metrics.Telemetry;
import io.dbintel.schemas.registry.SchemaRegistries;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.serde.AvroSerializer;
import io.opentelemetry.api.metrics.Meter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Drains the result topics into the configured sinks, each at its own pace. */
public final class ExporterService implements Service {

  private static final String GROUP_PREFIX = "dbintel-exporter-";

  /** A call of the Kafka client may take minutes while the broker is away. */
  private static final Duration TURN_LIMIT = Duration.ofMinutes(10);

  private final ExporterConfig config;
  private final HealthRegistry health = new HealthRegistry();
  private final ThreadLiveness liveness = new ThreadLiveness(health);
  private final List<SinkConsumer> consumers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private final Closeables parts = new Closeables();

  public ExporterService(ExporterConfig config) {
    this.config = config;
  }

  @Override
  public void start() {
    try {
      open();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void open() {
    Telemetry telemetry = parts.add(Telemetry.create("dbintel-exporter"));
    telemetry.serve(config.http());
    parts.add(
        HealthEndpoint.start(config.http().bindAddress(), config.http().healthPort(), health));
    SchemaRegistry registry =
        parts.add(SchemaRegistries.of(config.schemaRegistry(), config.kafka().clientSettings()));
    KafkaProducer<String, SpecificRecord> producer = parts.add(producer(registry));
    parts.add("sinks", this::stopSinks);
    Meter meter = telemetry.meter("io.dbintel.exporter");
    new TreeMap<>(config.sinks())
        .forEach((name, sink) -> start(name, sink, registry, producer, meter));
  }

  /**
   * @throws IllegalStateException when a sink failed in a way that trying again cannot fix
   */
  @Override
  public void awaitStop() throws InterruptedException {
    try {
      stopped.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a sink failed: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    parts.close();
    stopped.complete(null);
  }

  private void stopSinks() throws InterruptedException {
    liveness.close();
    consumers.forEach(SinkConsumer::stop);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void start(
      String name,
      SinkConfig sink,
      SchemaRegistry registry,
      KafkaProducer<String, SpecificRecord> producer,
      Meter meter) {
    ThreadLiveness.Pulse turns = liveness.pulse("sink " + name, TURN_LIMIT);
    SinkConsumer consumer =
        SinkConsumer.create(
            name,
            sink,
            Sinks.create(name, sink),
            new KafkaConsumer<>(
                consumerSettings(name), new StringDeserializer(), new ByteArrayDeserializer()),
            new AvroDeserializer<>(registry),
            producer,
            meter,
            stopped::completeExceptionally,
            turns::beat);
    health.register("sink " + name, consumer::health);
    consumers.add(consumer);
    threads.add(liveness.start("dbintel-sink-" + name, consumer));
  }

  private Map<String, Object> consumerSettings(String sink) {
    Map<String, Object> settings = new HashMap<>(config.kafka().clientSettings());
    settings.putIfAbsent(
        "partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
    settings.put("group.id", GROUP_PREFIX + sink);
    settings.put("client.id", GROUP_PREFIX + sink);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "none");
    return settings;
  }

  private KafkaProducer<String, SpecificRecord> producer(SchemaRegistry registry) {
    Map<String, Object> settings = new HashMap<>(config.kafka().clientSettings());
    settings.put("client.id", "dbintel-exporter-outcomes");
    settings.put("acks", "all");
    settings.put("compression.type", "zstd");
    settings.put("delivery.timeout.ms", "600000");
    return new KafkaProducer<>(settings, new StringSerializer(), new AvroSerializer<>(registry));
  }
}
