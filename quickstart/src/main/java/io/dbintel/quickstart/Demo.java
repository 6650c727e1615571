package io.dbintel.quickstart;

import io.dbintel.embedded.Directories;
import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.embedded.OtlpReceiver;
import io.dbintel.quickstart.feed.EventFeed;
import io.dbintel.quickstart.services.LocalConfig;
import io.dbintel.quickstart.services.Pipeline;
import io.dbintel.quickstart.view.LiveTable;
import io.dbintel.quickstart.view.Screen;
import io.dbintel.quickstart.workload.Workload;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.lifecycle.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The whole pipeline on a PostgreSQL with a workload: agent, broker, processors, exporter, an OTLP
 * endpoint that counts what arrives, and a live table of the results.
 */
final class Demo implements Service {

  private static final String CONFIGURATION =
      """
      dataDirectory: '%s'
      instances:
        - id: demo/shop
          host: 127.0.0.1
          port: %d
          user: dbintel
          password: %s
          tls: {mode: disable}
          collectors:
            queryStats: {interval: 2s, fullInterval: 1m}
            sessions: {interval: 1s}
            metrics: {interval: 5s}
      sinks:
        receiver: {type: otlp, endpoint: "%s"}
      """;
  private static final String PASSWORD = "only-on-loopback";

  private final Screen screen;
  private final Optional<Duration> length;
  private final Duration redraw;
  private final Started started = new Started();
  private final long startNanos = System.nanoTime();
  private Pipeline pipeline;
  private OtlpReceiver receiver;
  private Workload workload;

  /**
   * @param length how long it runs, empty for until it is closed
   * @param redraw time between two tables
   */
  Demo(Screen screen, Optional<Duration> length, Duration redraw) {
    this.screen = screen;
    this.length = length;
    this.redraw = redraw;
  }

  @Override
  public void start() throws Exception {
    screen.say("Starting PostgreSQL 18, a Kafka broker, the three services and a workload ...");
    try {
      startParts();
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  private void startParts() throws Exception {
    CompletableFuture<EmbeddedPostgres> postgresStarting =
        CompletableFuture.supplyAsync(Demo::postgres);
    EmbeddedKafka kafka = started.add(EmbeddedKafka.start());
    EmbeddedPostgres postgres = started.add(postgresStarting.join());
    Path data = Files.createTempDirectory("dbintel-demo");
    started.add(() -> Directories.deleteRecursively(data));
    receiver = started.add(OtlpReceiver.startCounting());
    pipeline = new Pipeline(configuration(data, postgres), kafka.bootstrapServers());
    pipeline.createTopics();
    LiveTable table = started.add(new LiveTable(screen, this::title, this::delivery));
    started.add(EventFeed.start(kafka.bootstrapServers(), table::accept));
    started.add(pipeline);
    pipeline.start();
    workload = started.add(Workload.start(postgres));
    table.start(redraw);
  }

  private static EmbeddedPostgres postgres() {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder().closedByCallerAtExit().setting("shared_buffers", "64MB").start();
    postgres.execute("CREATE ROLE dbintel LOGIN PASSWORD '" + PASSWORD + "' IN ROLE pg_monitor");
    return postgres;
  }

  private LocalConfig configuration(Path data, EmbeddedPostgres postgres) {
    return ConfigLoader.parse(
        LocalConfig.class,
        CONFIGURATION.formatted(data, postgres.port(), PASSWORD, receiver.endpoint()));
  }

  private String title() {
    return "DATABASE INTELLIGENCE  demo/shop, PostgreSQL 18, "
        + workload.runs()
        + " actions by its programs in "
        + elapsed().toSeconds()
        + " s"
        + (screen.isTerminal() ? "  (Ctrl-C ends it)" : "");
  }

  private String delivery() {
    return "delivered over OTLP: "
        + receiver.logRecordCount()
        + " events, "
        + receiver.metricPointCount()
        + " metric points";
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  @Override
  public void awaitStop() throws InterruptedException {
    if (length.isPresent()) {
      pipeline.awaitStop(length.get().minus(elapsed()));
    } else {
      pipeline.awaitStop();
    }
    screen.say("Stopping ...");
  }

  @Override
  public void close() {
    started.close();
  }
}
