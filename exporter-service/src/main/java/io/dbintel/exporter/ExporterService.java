package io.dbintel.exporter;

import io.dbintel.exporter.config.ExporterConfig;
import io.dbintel.exporter.config.SinkConfig;
import io.dbintel.exporter.consume.ExportMeter;
import io.dbintel.exporter.consume.SinkConsumer;
import io.dbintel.exporter.outcome.OutcomePublisher;
import io.dbintel.exporter.sink.Sink;
import io.dbintel.runtime.health.Health;
import io.dbintel.runtime.health.HealthEndpoint;
import io.dbintel.runtime.health.HealthRegistry;
import io.dbintel.runtime.lifecycle.Service;
import io.dbintel.runtime.metrics.Telemetry;
import io.dbintel.schemas.registry.SchemaRegistries;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.serde.AvroSerializer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Drains the result topics into the configured sinks, each at its own pace. */
public final class ExporterService implements Service {

  private static final String GROUP_PREFIX = "dbintel-exporter-";

  private final ExporterConfig config;
  private final Telemetry telemetry = Telemetry.create("dbintel-exporter");
  private final HealthRegistry health = new HealthRegistry();
  private final List<SinkConsumer> consumers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private HealthEndpoint healthEndpoint;
  private OutcomePublisher outcomes;

  public ExporterService(ExporterConfig config) {
    this.config = config;
  }

  @Override
  public void start() {
    telemetry.serve(config.http());
    healthEndpoint =
        HealthEndpoint.start(config.http().bindAddress(), config.http().healthPort(), health);
    SchemaRegistry registry =
        SchemaRegistries.of(config.schemaRegistry().toRegistry(), config.kafka().clientSettings());
    outcomes = new OutcomePublisher(producer(registry), Clock.systemUTC());
    new TreeMap<>(config.sinks()).forEach((name, sink) -> start(name, sink, registry));
  }

  @Override
  public void awaitStop() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
    for (SinkConsumer consumer : consumers) {
      if (consumer.failure() != null) {
        throw consumer.failure();
      }
    }
    stopped.await();
  }

  @Override
  public void close() {
    consumers.forEach(SinkConsumer::close);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (outcomes != null) {
      outcomes.close();
    }
    if (healthEndpoint != null) {
      healthEndpoint.close();
    }
    telemetry.close();
    stopped.countDown();
  }

  private void start(String name, SinkConfig sinkConfig, SchemaRegistry registry) {
    Sink sink = Sinks.create(name, sinkConfig);
    SinkConsumer consumer =
        new SinkConsumer(
            name,
            new KafkaConsumer<>(
                consumerSettings(name), new StringDeserializer(), new ByteArrayDeserializer()),
            new AvroDeserializer<>(registry),
            sink,
            outcomes,
            new ExportMeter(telemetry.meter("dbintel.exporter"), name),
            sinkConfig.maxInFlight());
    health.register(
        "sink " + name,
        () ->
            consumer.failure() == null
                ? sink.health()
                : Health.down(consumer.failure().getMessage()));
    consumers.add(consumer);
    Thread thread = new Thread(consumer, "dbintel-sink-" + name);
    threads.add(thread);
    thread.start();
  }

  private Map<String, Object> consumerSettings(String sink) {
    Map<String, Object> settings = new HashMap<>(config.kafka().clientSettings());
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
