package io.dbintel.quickstart;

import io.dbintel.embedded.Directories;
import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.embedded.OtlpReceiver;
import io.dbintel.quickstart.feed.ResultFeed;
import io.dbintel.quickstart.services.LocalConfig;
import io.dbintel.quickstart.services.Pipeline;
import io.dbintel.quickstart.view.LiveTable;
import io.dbintel.quickstart.view.Screen;
import io.dbintel.quickstart.workload.Incident;
import io.dbintel.quickstart.workload.Workload;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.lifecycle.Closeables;
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
          system: postgresql
          host: 127.0.0.1
          port: %d
          database: shop
          user: dbintel
          password: %s
          tls: {mode: disable}
          collectors:
            queryStats: {interval: 2s, fullInterval: 1m}
            sessions: {interval: 1s}
            metrics: {interval: 5s}
            plans: {enabled: true, interval: 5s, maxPerHour: 600}
      operators:
        sessions: {sampleInterval: 1s}
        circuit:
          window: 6s
          lockQueue: 12
          breakDuration: %ds
          predictAhead: 0
          minTimeout: 10s
        budget: {pricePerGigabyte: 0.4, monthlyBudget: 20}
      sinks:
        receiver: {type: otlp, endpoint: "%s"}
      admin:
        port: 0
        tokens: [{name: demo, role: operator, sha256: %s}]
      """;

  /** The table has stood for a while then. */
  private static final Duration CALM = Duration.ofSeconds(20);

  /** Some ticks of sessions: those of half a window must all show the queue. */
  private static final Duration INCIDENT = Duration.ofSeconds(10);

  /** As long as the incident, which is therefore over when probes come. */
  private static final Duration BREAK = INCIDENT;

  private static final String PASSWORD = "only-on-loopback";

  /** Beside the log. */
  private static final String TOKEN = ".dbintel/demo-token";

  private final Screen screen;
  private final Optional<Duration> length;
  private final Duration redraw;
  private final boolean withIncident;
  private final Closeables started = new Closeables();
  private final long startNanos = System.nanoTime();
  private EmbeddedPostgres postgres;
  private Workload workload;
  private Pipeline pipeline;
  private OtlpReceiver receiver;
  private DemoToken token;

  /**
   * @param length how long it runs, empty for until it is closed
   * @param redraw time between two tables
   * @param withIncident whether the database gets into trouble, once
   */
  Demo(Screen screen, Optional<Duration> length, Duration redraw, boolean withIncident) {
    this.screen = screen;
    this.length = length;
    this.redraw = redraw;
    this.withIncident = withIncident;
  }

  @Override
  public void start() throws Exception {
    screen.say("Starting PostgreSQL 18, a Kafka broker, the three services and a workload ...");
    try {
      startParts();
    } catch (Exception e) {
      boolean asked = started.isClosed();
      close();
      if (!asked) {
        throw e;
      }
    }
  }

  private void startParts() throws Exception {
    CompletableFuture<Void> database = CompletableFuture.runAsync(this::startDatabase);
    EmbeddedKafka kafka;
    try {
      kafka = started.add(EmbeddedKafka.start());
    } finally {
      database.join();
    }
    Path data = Files.createTempDirectory("dbintel-demo");
    started.add(() -> Directories.deleteRecursively(data));
    receiver = started.add(OtlpReceiver.startCounting());
    token = started.add(DemoToken.in(Path.of(System.getProperty("dbintel.root", "."), TOKEN)));
    LocalConfig config = configuration(data);
    pipeline = new Pipeline(config, kafka.bootstrapServers());
    pipeline.createTopics();
    LiveTable table =
        started.add(new LiveTable(screen, config.sampleInterval(), this::title, this::delivery));
    started.add(ResultFeed.start(kafka.bootstrapServers(), table::accept));
    started.add(pipeline);
    pipeline.start();
    workload.start();
    table.start(redraw);
    if (withIncident) {
      started.add(new Incident(postgres, CALM, INCIDENT, table::tell)).start();
    }
  }

  private void startDatabase() {
    postgres = started.add(EmbeddedPostgres.builder().closedByCallerAtExit().start());
    postgres.execute("CREATE ROLE dbintel LOGIN PASSWORD '" + PASSWORD + "' IN ROLE pg_monitor");
    postgres.execute("GRANT pg_read_all_data TO dbintel");
    workload = started.add(Workload.prepare(postgres));
  }

  private LocalConfig configuration(Path data) {
    return ConfigLoader.parse(
        LocalConfig.class,
        CONFIGURATION.formatted(
            data,
            postgres.port(),
            PASSWORD,
            BREAK.toSeconds(),
            receiver.endpoint(),
            token.sha256()));
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
        + " metric points\nask it: ./dbintel ctl top demo/shop --url http://127.0.0.1:"
        + pipeline.adminPort()
        + " --token-file "
        + TOKEN;
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  @Override
  public void awaitStop() throws InterruptedException {
    if (started.isClosed()) {
      return;
    }
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
