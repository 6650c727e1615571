package io.dbintel.collector;

import io.dbintel.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The agent as a process of its own, with the log configuration that it is shipped with. */
public final class AgentCommandRun {

  private AgentCommandRun() {}

  /** All lines that {@code check} and then some seconds of {@code run} print. */
  public static List<String> check(EmbeddedPostgres postgres, String user, Path directory)
      throws IOException, InterruptedException {
    Path config =
        Files.writeString(
            directory.resolve("agent.yaml"),
            TestConfig.yaml(
                "127.0.0.1:1",
                postgres.host(),
                postgres.port(),
                user,
                directory.resolve("spool"),
                "{sessions: {interval: 200ms}}"));
    Path log = directory.resolve("output.log");
    for (String subcommand : List.of("check", "run")) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-Dlogback.configurationFile=dbintel-logback.xml",
                  "-cp",
                  System.getProperty("java.class.path"),
                  AgentCommand.class.getName(),
                  subcommand,
                  "--config",
                  config.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      if (!process.waitFor(subcommand.equals("run") ? 6 : 30, TimeUnit.SECONDS)) {
        process.destroy();
        process.waitFor();
      }
    }
    return Files.readAllLines(log, StandardCharsets.UTF_8);
  }
}
