package io.dbintel.exporter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.exporter.Results;
import io.dbintel.exporter.config.ExporterConfig;
import io.dbintel.exporter.config.SinkConfig;
import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Signal;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.health.Health;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {

  @TempDir private Path directory;

  @Test
  void writesOtlpJsonLines() throws IOException {
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
  void keepsABoundedNumberOfFilesOfBoundedSize() throws IOException {
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
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("occupied"), "x");
    try (FileSink sink = new FileSink(config(file, "1kB"))) {
      assertThatThrownBy(() -> sink.send(Signal.LOGS, Results.events(1)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(file.toString());
      assertThat(sink.health().status()).isEqualTo(Health.Status.DOWN);
    }
  }

  private static SinkConfig config(Path directory, String rotateAfter) {
    String yaml =
        """
        kafka: { bootstrapServers: 'localhost:1' }
        sinks:
          archive:
            type: file
            file: { directory: '%s', rotateAfter: %s, maxFiles: 3 }
        """
            .formatted(directory, rotateAfter);
    return ConfigLoader.parse(ExporterConfig.class, yaml).sinks().get("archive");
  }
}
