package io.dbintel.systemtests.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The three services as they are shipped: a bin script and a lib folder each. */
public enum Distribution {
  AGENT("collector-agent", "dbintel-agent"),
  PROCESSORS("stream-processors", "dbintel-processors"),
  EXPORTER("exporter-service", "dbintel-exporter");

  private final String module;
  private final String script;

  Distribution(String module, String script) {
    this.module = module;
    this.script = script;
  }

  /**
   * Command that runs the service until it is told to stop.
   *
   * @param root root folder of the project, where it was built
   * @param config the service's configuration
   * @throws IllegalStateException when the distribution has not been built
   */
  public List<String> command(Path root, Path config) {
    Path executable =
        root.resolve(module).resolve("target").resolve(module).resolve("bin/" + script);
    if (!Files.isExecutable(executable)) {
      throw new IllegalStateException(
          "no distribution of "
              + module
              + " at "
              + executable
              + "; build it with: ./mvnw package -DskipTests");
    }
    return List.of(executable.toString(), "run", "--config", config.toString());
  }
}
