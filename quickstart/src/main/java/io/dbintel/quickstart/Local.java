package io.dbintel.quickstart;

import io.dbintel.embedded.EmbeddedKafka;
import io.dbintel.embedded.FreePort;
import io.dbintel.quickstart.feed.ResultFeed;
import io.dbintel.quickstart.services.LocalConfig;
import io.dbintel.quickstart.services.Pipeline;
import io.dbintel.quickstart.view.LiveTable;
import io.dbintel.quickstart.view.Screen;
import io.dbintel.runtime.lifecycle.Closeables;
import io.dbintel.runtime.lifecycle.Service;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * The whole pipeline on databases of one's own, to destinations of one's own, with an embedded
 * broker that keeps its log between runs.
 */
final class Local implements Service {

  private final LocalConfig config;
  private final Screen screen;
  private final Duration redraw;
  private final Closeables started = new Closeables();
  private Pipeline pipeline;

  /**
   * @param redraw time between two tables
   */
  Local(LocalConfig config, Screen screen, Duration redraw) {
    this.config = config;
    this.screen = screen;
    this.redraw = redraw;
  }

  @Override
  public void start() throws Exception {
    screen.say("Starting a Kafka broker and the three services ...");
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
    EmbeddedKafka kafka =
        started.add(
            EmbeddedKafka.start(
                config.dataDirectory().toAbsolutePath().resolve("kafka"), FreePort.find()));
    pipeline = new Pipeline(config, kafka.bootstrapServers());
    pipeline.createTopics();
    LiveTable table =
        started.add(new LiveTable(screen, config.sampleInterval(), this::title, this::delivery));
    started.add(ResultFeed.start(kafka.bootstrapServers(), table::accept));
    started.add(pipeline);
    pipeline.start();
    table.start(redraw);
  }

  private String title() {
    return "DATABASE INTELLIGENCE  "
        + config.instances().stream()
            .map(instance -> instance.id() + " at " + instance.address())
            .collect(Collectors.joining(", "));
  }

  private String delivery() {
    return "delivering to: "
        + String.join(", ", config.sinks().keySet().stream().sorted().toList());
  }

  @Override
  public void awaitStop() throws InterruptedException {
    if (started.isClosed()) {
      return;
    }
    pipeline.awaitStop();
    screen.say("Stopping ...");
  }

  @Override
  public void close() {
    started.close();
  }
}
