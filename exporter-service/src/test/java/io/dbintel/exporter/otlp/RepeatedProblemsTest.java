package io.dbintel.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.dbintel.embedded.OtlpAnswer;
import io.dbintel.embedded.OtlpReceiver;
import io.dbintel.exporter.Results;
import io.dbintel.exporter.config.ExporterConfig;
import io.dbintel.exporter.config.OtlpConfig;
import io.dbintel.exporter.http.HttpSink;
import io.dbintel.exporter.sink.Signal;
import io.dbintel.exporter.sink.SinkOutcome;
import io.dbintel.runtime.config.ConfigLoader;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A destination that goes on and on with the same trouble. */
class RepeatedProblemsTest {

  private final OtlpReceiver receiver = OtlpReceiver.start();

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void askingForNoWaitDoesNotMeanNoWait() throws Exception {
    receiver.answerAll(request -> OtlpAnswer.status(429).withHeader("Retry-After", "0"));
    try (HttpSink sink = sink()) {
      CompletableFuture<List<SinkOutcome>> sending = sending(sink);
      TimeUnit.MILLISECONDS.sleep(1_000);
      assertThat(receiver.requests()).hasSizeBetween(2, 1_000 / 16);
      assertThat(sending).isNotDone();
    }
  }

  @Test
  void aProblemIsOneLineHoweverManyBatchesMeetIt() throws Exception {
    receiver.answerAll(request -> OtlpAnswer.status(400));
    Logger logger = (Logger) LoggerFactory.getLogger("io.dbintel.exporter.http");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try (HttpSink sink = sink()) {
      for (int i = 0; i < 50; i++) {
        sink.send(Signal.LOGS, Results.events(1));
        receiver.answerNext(OtlpAnswer.accepted());
        sink.send(Signal.LOGS, Results.events(1));
      }
      assertThat(lines.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .satisfiesExactly(
              line -> assertThat(line).contains("were rejected", "HTTP 400"),
              line -> assertThat(line).contains("accepts results again"));
    } finally {
      logger.detachAppender(lines);
    }
  }

  private CompletableFuture<List<SinkOutcome>> sending(HttpSink sink) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return sink.send(Signal.LOGS, Results.events(1));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
          }
        });
  }

  private HttpSink sink() {
    OtlpConfig config =
        (OtlpConfig)
            ConfigLoader.parse(
                    ExporterConfig.class,
                    """
                    kafka: { bootstrapServers: 'localhost:1' }
                    sinks:
                      test:
                        type: otlp
                        endpoint: '%s'
                        delivery: { retry: { initialBackoff: 20ms, maxBackoff: 50ms } }
                    """
                        .formatted(receiver.endpoint()))
                .sinks()
                .get("test");
    return new HttpSink("test", config.delivery(), new OtlpFormat(config), Clock.systemUTC());
  }
}
