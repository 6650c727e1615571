package io.dbintel.collector;

import io.dbintel.collector.config.AgentConfig;
import io.dbintel.collector.poll.ControlReader;
import io.dbintel.collector.poll.InstancePoller;
import io.dbintel.collector.poll.InstancePollers;
import io.dbintel.collector.poll.PollMeter;
import io.dbintel.collector.poll.PollThreads;
import io.dbintel.collector.publish.RawPublisher;
import io.dbintel.collector.publish.RecordEncoder;
import io.dbintel.collector.system.DatabaseSystems;
import io.dbintel.collector.system.InstanceConfig;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.runtime.health.HealthEndpoint;
import io.dbintel.runtime.health.HealthRegistry;
import io.dbintel.runtime.lifecycle.Closeables;
import io.dbintel.runtime.lifecycle.Service;
import io.dbintel.runtime.lifecycle.ServiceVersion;
import io.dbintel.runtime.metrics.Telemetry;
import io.dbintel.schemas.registry.SchemaRegistries;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.opentelemetry.api.metrics.Meter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the configured instances and publishes what it reads as raw records. Neither broker nor
 * databases need to be there when it starts.
 */
public final class CollectorAgent implements Service {

  private static final Logger LOG = LoggerFactory.getLogger(CollectorAgent.class);

  private final AgentConfig config;
  private final String incarnation = UUID.randomUUID().toString();
  private final RecordEncoder encoder = new RecordEncoder();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Closeables parts = new Closeables();

  public CollectorAgent(AgentConfig config) {
    this.config = config;
  }

  @Override
  public synchronized void start() {
    try {
      startParts();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void startParts() {
    HealthRegistry health = new HealthRegistry();
    Telemetry telemetry = parts.add(Telemetry.create("dbintel-agent"));
    telemetry.serve(config.http());
    parts.add(
        HealthEndpoint.start(config.http().bindAddress(), config.http().healthPort(), health));
    Map<String, Object> client = config.kafka().clientSettings();
    client.putIfAbsent("client.id", "dbintel-agent");
    RawPublisher publisher =
        parts.add(
            RawPublisher.start(
                client, config.schemaRegistry(), config.spool(), encoder, config.signing()));
    health.register("kafka", publisher::health);
    Meter meter = telemetry.meter("io.dbintel.collector");
    measure(publisher, meter);
    ControlReader control = parts.add(control(client));
    health.register("control", control::health);
    control.start();
    startPolling(publisher, control, new PollMeter(meter), health);
    LOG.info("Polling {} instances as incarnation {}", config.instances().size(), incarnation);
  }

  private ControlReader control(Map<String, Object> client) {
    SchemaRegistry registry = parts.add(SchemaRegistries.of(config.schemaRegistry(), client));
    return new ControlReader(
        client,
        registry,
        config.instances().stream().map(InstanceConfig::id).collect(Collectors.toSet()));
  }

  private void startPolling(
      RawPublisher publisher, ControlReader control, PollMeter meter, HealthRegistry health) {
    PollThreads threads = parts.add(PollThreads.of(config.instances().size()));
    List<InstancePoller> pollers = new ArrayList<>();
    DatabaseSystems systems = DatabaseSystems.load();
    for (InstanceConfig instance : config.instances()) {
      RecordSource source =
          new RecordSource(
              instance.id(),
              systems.nameOf(instance),
              incarnation,
              instance.host(),
              instance.port());
      InstancePoller poller =
          new InstancePoller(
              source,
              systems.open(instance, source),
              control,
              publisher,
              encoder,
              meter,
              ServiceVersion.current(),
              threads,
              config.localBreaker());
      health.register("instance " + instance.id(), poller::health);
      pollers.add(poller);
    }
    parts.add(new InstancePollers(pollers)).start();
  }

  private static void measure(RawPublisher publisher, Meter meter) {
    meter
        .gaugeBuilder("dbintel.agent.spool.size")
        .ofLongs()
        .setUnit("By")
        .setDescription("Room that everything in the spool's folder takes.")
        .buildWithCallback(gauge -> gauge.record(publisher.spooledBytes()));
    meter
        .gaugeBuilder("dbintel.agent.spool.files.set_aside")
        .ofLongs()
        .setUnit("{file}")
        .setDescription("Files in the spool's folder that cannot be sent.")
        .buildWithCallback(gauge -> gauge.record(publisher.filesSetAside()));
    meter
        .counterBuilder("dbintel.agent.spool.files.deleted")
        .setUnit("{file}")
        .setDescription("Files that could not be sent and were deleted to keep the spool's bound.")
        .buildWithCallback(counter -> counter.record(publisher.filesDeleted()));
    meter
        .counterBuilder("dbintel.agent.polls.set_aside")
        .setUnit("{poll}")
        .setDescription("Polls that no broker takes or that were damaged on disk.")
        .buildWithCallback(counter -> counter.record(publisher.pollsSetAside()));
    meter
        .gaugeBuilder("dbintel.agent.polls.waiting")
        .ofLongs()
        .setUnit("{poll}")
        .setDescription("Polls that the broker has not acknowledged.")
        .buildWithCallback(gauge -> gauge.record(publisher.waitingPolls()));
    meter
        .counterBuilder("dbintel.agent.polls.acknowledged")
        .setUnit("{poll}")
        .setDescription("Polls that the broker has acknowledged.")
        .buildWithCallback(counter -> counter.record(publisher.acknowledgedPolls()));
  }

  @Override
  public void awaitStop() throws InterruptedException {
    stopped.await();
  }

  /** Makes the last full polls, sends what waits or leaves it in the spool, and stops. */
  @Override
  public synchronized void close() {
    parts.close();
    stopped.countDown();
  }
}
