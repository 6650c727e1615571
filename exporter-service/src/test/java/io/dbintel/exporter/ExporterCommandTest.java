package io.dbintel.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExporterCommandTest {

  @TempDir private Path directory;

  @Test
  void anUnknownKeyIsAConfigurationError() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("exporter.yaml"),
            "kafka: { bootstrapServers: 'localhost:1' }\n"
                + "sinks: { a: { type: console, colour: 1 } }\n");
    int exit = ExporterCommand.commandLine().execute("run", "--config", file.toString());
    assertThat(exit).isEqualTo(2);
  }

  @Test
  void anOtlpSinkNeedsAnEndpoint() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("exporter.yaml"),
            "kafka: { bootstrapServers: 'localhost:1' }\nsinks: { a: { type: otlp } }\n");
    int exit = ExporterCommand.commandLine().execute("run", "--config", file.toString());
    assertThat(exit).isEqualTo(2);
  }

  @Test
  void printsTheSchemaOfItsConfiguration() {
    StringWriter out = new StringWriter();
    int exit =
        ExporterCommand.commandLine().setOut(new PrintWriter(out, true)).execute("config-schema");
    assertThat(exit).isZero();
    assertThat(out.toString()).contains("maxBatchBytes").contains("bootstrapServers");
  }
}
