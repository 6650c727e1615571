package io.dbintel.exporter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.exporter.Results;
import io.dbintel.exporter.config.ExporterConfig;
import io.dbintel.exporter.config.FileConfig;
import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Signal;
import io.dbintel.exporter.sink.SinkOutcome;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.health.Health;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {

  @TempDir private Path directory;

  @Test
  void writesOtlpJsonLines() throws Exception {
    try (FileSink sink = new FileSink(config(directory, "64MiB"))) {
      sink.send(Signal.LOGS, Results.events(2));
      sink.send(Signal.METRICS, List.of(new ResultItem.Metrics(Results.metrics("m", 7))));
    }
    List<String> logs = Files.readAllLines(directory.resolve("logs-000001.jsonl"));
    assertThat(logs).hasSize(2);
    JsonNode record =
        new ObjectMapper().readTree(logs.get(0)).at("/resourceLogs/0/scopeLogs/0/logRecords/0");
    assertThat(record.get("eventName").asText()).isEqualTo("db.server.top_query");
    assertThat(record.get("timeUnixNano").asText()).isEqualTo(Results.NOW + "000");
    assertThat(record.get("attributes").toString())
        .contains("{\"key\":\"postgresql.calls\",\"value\":{\"intValue\":\"3\"}}")
        .contains("{\"doubleValue\":1.5}")
        .contains("{\"boolValue\":true}")
        .contains("{\"arrayValue\":{\"values\":[{\"stringValue\":\"reset\"}]}}");
    List<String> metrics = Files.readAllLines(directory.resolve("metrics-000001.jsonl"));
    assertThat(metrics.get(0))
        .contains("\"asInt\":\"7\"")
        .contains("\"aggregationTemporality\":1,\"isMonotonic\":true");
    assertThat(metrics.get(1)).contains("\"gauge\":{\"dataPoints\"").contains("\"asDouble\":0.5");
  }

  @Test
  void keepsABoundedNumberOfFilesOfBoundedSize() throws Exception {
    for (int run = 0; run < 2; run++) {
      try (FileSink sink = new FileSink(config(directory, "1kB"))) {
        for (int batch = 0; batch < 10; batch++) {
          sink.send(Signal.LOGS, Results.events(1));
        }
      }
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).hasSizeBetween(2, 3).allMatch(file -> file.toFile().length() < 3_000);
    }
    assertThat(directory.resolve("logs-000001.jsonl")).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamedAndTriedAgain() throws Exception {
    Path file = Files.writeString(directory.resolve("occupied"), "x");
    try (FileSink sink = new FileSink(config(file, "1kB"))) {
      CompletableFuture<List<SinkOutcome>> sending =
          CompletableFuture.supplyAsync(() -> send(sink, 1));
      await()
          .untilAsserted(
              () -> {
                assertThat(sink.health().status()).isEqualTo(Health.Status.DOWN);
                assertThat(sink.health().message()).contains(file.toString());
              });
      assertThat(sending).isNotDone();
      Files.delete(file);
      assertThat(sending.get(10, TimeUnit.SECONDS)).hasSize(1);
      assertThat(sink.health()).isEqualTo(Health.up());
    }
  }

  @Test
  void closingEndsTheWaiting() throws Exception {
    Path file = Files.writeString(directory.resolve("occupied"), "x");
    FileSink sink = new FileSink(config(file, "1kB"));
    sink.close();
    assertThatThrownBy(() -> sink.send(Signal.LOGS, Results.events(1)))
        .isInstanceOf(InterruptedException.class);
  }

  private static List<SinkOutcome> send(FileSink sink, int events) {
    try {
      return sink.send(Signal.LOGS, Results.events(events));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FileConfig config(Path directory, String rotateAfter) {
    String yaml =
        """
        kafka: { bootstrapServers: 'localhost:1' }
        sinks:
          archive:
            type: file
            retryInterval: 20ms
            directory: '%s'
            rotateAfter: %s
            maxFiles: 3
        """
            .formatted(directory, rotateAfter);
    return (FileConfig) ConfigLoader.parse(ExporterConfig.class, yaml).sinks().get("archive");
  }
}
