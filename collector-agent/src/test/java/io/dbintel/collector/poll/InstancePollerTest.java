package io.dbintel.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbintel.collector.AgentLog;
import io.dbintel.collector.TestBroker;
import io.dbintel.collector.config.SpoolConfig;
import io.dbintel.collector.publish.RawPublisher;
import io.dbintel.collector.publish.RecordEncoder;
import io.dbintel.collector.system.Collector;
import io.dbintel.collector.system.DeliveryListener;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.system.PollRun;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.runtime.config.ByteSize;
import io.dbintel.runtime.health.Health;
import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.config.SchemaRegistryConfig;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.signing.SigningConfig;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The polling loop with collectors written for the occasion. */
class InstancePollerTest {

  private static final RecordSource SOURCE =
      new RecordSource("acme/orders", "postgresql", "test", "localhost", 5432);

  @TempDir Path directory;

  private final RecordEncoder encoder = new RecordEncoder();
  private final PollThreads threads = PollThreads.of(2);
  private TestBroker broker;

  @BeforeEach
  void startBroker() throws Exception {
    broker = TestBroker.start();
  }

  @AfterEach
  void stopBroker() {
    threads.close();
    broker.close();
  }

  @Test
  void recordsDueTimesThatPassedWhileAPollRan() {
    CountDownLatch first = new CountDownLatch(1);
    try (RawPublisher publisher = publisher(10_000_000);
        InstancePoller poller =
            poller(
                publisher,
                run -> {
                  // the first poll takes three and a half intervals
                  if (first.getCount() == 1) {
                    first.countDown();
                    await().pollDelay(Duration.ofMillis(700)).until(() -> true);
                  }
                })) {
      poller.start();
      PollOutcome overrun =
          broker.await(PollOutcome.class, outcome -> "overrun".equals(outcome.getReason()));
      assertThat(overrun.getStatus()).isEqualTo(PollStatus.SKIPPED);
      broker.await(
          PollOutcome.class,
          outcome ->
              outcome.getStatus() == PollStatus.OK
                  && outcome.getScheduledAt() > overrun.getScheduledAt());
    }
  }

  @Test
  void saysWhenTheClocksDiffer() {
    try (RawPublisher publisher = publisher(10_000_000);
        InstancePoller poller =
            poller(publisher, run -> run.recordDatabaseClock(AgentClock.micros() + 60_000_000))) {
      poller.start();
      PollOutcome outcome =
          broker.await(PollOutcome.class, found -> found.getStatus() == PollStatus.OK);
      assertThat(outcome.getClockSkewUs()).isBetween(59_000_000L, 60_000_000L);
      assertThat(poller.health().message()).contains("NTP");
    }
  }

  @Test
  void goesOnAfterTroubleAndForgetsIt() {
    AtomicInteger polls = new AtomicInteger();
    try (RawPublisher publisher = publisher(10_000_000);
        InstancePoller poller =
            poller(
                publisher,
                run -> {
                  if (polls.incrementAndGet() == 1) {
                    throw new IllegalStateException("a defect");
                  }
                  if (polls.get() == 2) {
                    throw new PollFailure("42501", "lacks a privilege", false, null);
                  }
                  if (polls.get() == 3) {
                    run.remark("something to fix");
                  }
                })) {
      poller.start();
      broker.await(PollOutcome.class, outcome -> "internal".equals(outcome.getReason()));
      assertThat(poller.health().status()).isEqualTo(Health.Status.DEGRADED);
      broker.await(PollOutcome.class, outcome -> "42501".equals(outcome.getReason()));
      broker.await(PollOutcome.class, outcome -> "something to fix".equals(outcome.getMessage()));
      await().until(() -> poller.health().equals(Health.up()));
    }
  }

  @Test
  void noErrorEndsTheScheduleOfACollector() {
    List<Error> errors =
        List.of(new StackOverflowError(), new AssertionError("x"), new NoClassDefFoundError("x"));
    AtomicInteger polls = new AtomicInteger();
    try (RawPublisher publisher = publisher(10_000_000);
        InstancePoller poller =
            poller(
                publisher,
                run -> {
                  int poll = polls.getAndIncrement();
                  if (poll < errors.size()) {
                    throw errors.get(poll);
                  }
                })) {
      poller.start();
      for (Error error : errors) {
        broker.await(
            PollOutcome.class,
            outcome ->
                "internal".equals(outcome.getReason())
                    && error.getClass().getSimpleName().equals(outcome.getMessage()));
      }
      broker.await(PollOutcome.class, outcome -> outcome.getStatus() == PollStatus.OK);
      await().until(() -> poller.health().equals(Health.up()));
    }
  }

  @Test
  void aStopDoesNotWaitForADatabaseThatHangs() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (RawPublisher publisher = publisher(10_000_000)) {
      InstancePoller poller =
          poller(
              publisher,
              run -> {
                hangs.countDown();
                awaitUninterruptibly(end);
              });
      InstancePollers pollers = new InstancePollers(List.of(poller), Duration.ofMillis(300));
      pollers.start();
      hangs.await();
      long started = System.nanoTime();
      pollers.close();
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(4));
    } finally {
      end.countDown();
    }
  }

  /** As a read from a socket does. */
  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException ignored) {
        // goes on waiting
      }
    }
  }

  @Test
  void aPollThatCouldNotBeKeptIsLostAndNotHandedOver() throws Exception {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    broker.kafka().stop();
    Path away = directory.resolveSibling(directory.getFileName() + "-away");
    try (RawPublisher publisher = publisher(10_000_000, 500)) {
      Files.move(directory, away);
      try (InstancePoller poller = poller(publisher, run -> run.onDelivery(recording(told)))) {
        poller.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> told.contains("lost"));
        assertThat(poller.health().message()).contains("spool");
        assertThat(told.indexOf("lost")).isEqualTo(told.lastIndexOf("handedOver") + 1);
      }
      Files.move(away, directory);
    }
  }

  private static DeliveryListener recording(List<String> told) {
    return new DeliveryListener() {
      @Override
      public void handedOver() {
        told.add("handedOver");
      }

      @Override
      public void lost() {
        told.add("lost");
      }
    };
  }

  @Test
  void logsADefectOnceHoweverOftenItIsMet() {
    AtomicInteger polls = new AtomicInteger();
    try (AgentLog log = AgentLog.open();
        RawPublisher publisher = publisher(10_000_000);
        InstancePoller poller =
            poller(
                publisher,
                run -> {
                  polls.incrementAndGet();
                  throw new IllegalStateException("a defect");
                })) {
      poller.start();
      await().atMost(Duration.ofSeconds(20)).until(() -> polls.get() == 3);
      assertThat(log.warnings()).hasSize(2);
      assertThat(log.warnings().get(1)).isEqualTo("sessions of acme/orders failed unexpectedly");
    }
  }

  @Test
  void pausesWhenTheSpoolIsFull() {
    broker.kafka().stop();
    AtomicInteger polls = new AtomicInteger();
    try (RawPublisher publisher = publisher(200_000)) {
      try (InstancePoller poller = poller(publisher, run -> polls.incrementAndGet())) {
        poller.start();
        await().atMost(Duration.ofSeconds(20)).until(publisher::isFull);
        int pausedAt = polls.get();
        int waiting = publisher.waitingPolls();
        await().until(() -> publisher.waitingPolls() > waiting + 2);
        assertThat(polls.get()).isLessThanOrEqualTo(pausedAt + 1);
        broker.kafka().restart();
        broker.await(PollOutcome.class, outcome -> "spool_full".equals(outcome.getReason()));
        await().atMost(Duration.ofSeconds(20)).until(() -> polls.get() > pausedAt + 2);
      }
    }
  }

  private interface Poll {
    void run(PollRun run) throws PollFailure;
  }

  private InstancePoller poller(RawPublisher publisher, Poll poll) {
    Collector collector =
        new Collector() {
          @Override
          public String name() {
            return "sessions";
          }

          @Override
          public Duration interval() {
            return Duration.ofMillis(200);
          }

          @Override
          public void collect(PollRun run) throws PollFailure {
            poll.run(run);
          }
        };
    MonitoredInstance monitored = new MonitoredInstance(List.of(collector), () -> {});
    return new InstancePoller(
        SOURCE,
        monitored,
        new ControlReader(broker.client(), new BundledSchemaRegistry(), Set.of()),
        publisher,
        encoder,
        new PollMeter(OpenTelemetry.noop().getMeter("test")),
        "test",
        threads);
  }

  private RawPublisher publisher(long spoolBytes) {
    return publisher(spoolBytes, 100_000);
  }

  private RawPublisher publisher(long spoolBytes, long memoryBytes) {
    Map<String, Object> client =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "max.block.ms",
            1_000,
            "request.timeout.ms",
            1_000,
            "delivery.timeout.ms",
            2_000);
    return RawPublisher.start(
        client,
        SchemaRegistryConfig.bundled(),
        new SpoolConfig(
            directory,
            ByteSize.ofBytes(spoolBytes),
            ByteSize.ofBytes(memoryBytes),
            ByteSize.ofBytes(1_000_000)),
        encoder,
        SigningConfig.OFF);
  }
}
