package io.dbintel.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a process as the services' scripts do and looks at what it logs. */
class LoggingTest {

  @Test
  void logsTextOnStandardErrorAndQuietensKafka() throws Exception {
    assertThat(log("-Ddbintel.log.format=text"))
        .contains("INFO  [main] io.dbintel.runtime.LoggingTest - hello")
        .doesNotContain("chatter");
  }

  @Test
  void logsJsonLinesWhenAsked() throws Exception {
    assertThat(log("-Ddbintel.log.format=json"))
        .contains("\"message\":\"hello\"")
        .contains("\"level\":\"INFO\"")
        .doesNotContain("chatter");
  }

  private static String log(String format) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlogback.configurationFile=dbintel-logback.xml",
                format,
                "-cp",
                System.getProperty("java.class.path"),
                LoggingTest.class.getName())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return errors;
  }

  /** What the started process does. */
  public static void main(String[] arguments) {
    Logger kafka = LoggerFactory.getLogger("org.apache.kafka.clients.Metadata");
    kafka.info("chatter");
    LoggerFactory.getLogger(LoggingTest.class).info("hello");
  }
}
