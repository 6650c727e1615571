package io.dbintel.systemtests.process;

import io.dbintel.embedded.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the configuration files of the services under proof. */
public final class ServiceConfigs {

  private static final String SAMPLING =
      """
      selection:
        top: 2
        hardCap: 1000
        share: 0
      sampler:
        window: 5s
        targetPerMinute: 1000000
        rules:
          - {name: short, when: "mean_exec_time < 1", rate: 0.4}
          - {name: others, when: "true", rate: 0.7}
      """;

  private final Path directory;
  private final String bootstrapServers;

  /**
   * @param directory where the files are written
   * @param bootstrapServers the broker
   */
  public ServiceConfigs(Path directory, String bootstrapServers) {
    this.directory = directory;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Configuration of an agent that polls one instance as the role {@code dbintel}.
   *
   * @param name name of the file and of the agent's spool
   * @param collectors YAML of the collectors, one setting a line
   */
  public Path agent(String name, String instance, String host, int port, String collectors) {
    return write(
        name,
        """
        kafka:
          bootstrapServers: %s
        instances:
          - id: %s
            system: postgresql
            host: %s
            port: %d
            user: dbintel
            password: dbintel
            collectors:
        %s
        spool:
          directory: %s
        """
            .formatted(
                bootstrapServers,
                instance,
                host,
                port,
                collectors.stripTrailing().indent(6).stripTrailing(),
                directory.resolve(name + "-spool")));
  }

  /**
   * Configuration of processors that name every statement of a small workload, sample every session
   * tick and stop no agent: servers are restarted and crashed on purpose.
   *
   * @param threads stream threads
   */
  public Path processors(int threads) {
    return processors(
        "processors",
        threads,
        FreePort.find(),
        """
        selection:
          top: 500
          hardCap: 1000
        sampler:
          targetPerMinute: 1000000
        """);
  }

  /**
   * Configuration of processors that name a few statements for their load and a share of the
   * others.
   *
   * @param threads stream threads
   */
  public Path samplingProcessors(int threads) {
    return processors("processors-sampling", threads, FreePort.find(), SAMPLING);
  }

  /**
   * The same with a budget that is spent as soon as it is looked at; to cost control every
   * statement is a fast one.
   *
   * @param metricsPort where the processors tell what they did
   */
  public Path thriftyProcessors(int metricsPort) {
    return processors(
        "processors-thrifty",
        1,
        metricsPort,
        SAMPLING
            + """
            budget:
              pricePerGigabyte: 1
              monthlyBudget: 0.000001
              reductions:
                fastStatement: 10s
                fastShare: 1
            """);
  }

  private Path processors(String name, int threads, int metricsPort, String operators) {
    return write(
        name,
        """
        kafka:
          bootstrapServers: %s
        streams:
          stateDir: %s
          threads: %d
          standbyReplicas: 0
          rocksDbCache: 64MiB
          rocksDbWriteBuffers: 32MiB
        operators:
        %s
          sessions:
            sampleInterval: 0s
          circuit:
            shadow: true
        """
            .formatted(
                bootstrapServers,
                directory.resolve("state"),
                threads,
                operators.indent(2).stripTrailing()),
        metricsPort);
  }

  /** Configuration of an exporter to one OTLP endpoint. */
  public Path exporter(String endpoint) {
    return write(
        "exporter",
        """
        kafka:
          bootstrapServers: %s
        sinks:
          otlp:
            type: otlp
            endpoint: %s
        """
            .formatted(bootstrapServers, endpoint));
  }

  /** Configuration of an exporter to one OTLP endpoint and to files in a folder. */
  public Path exporter(String endpoint, Path archive) {
    return write(
        "exporter",
        """
        kafka:
          bootstrapServers: %s
        sinks:
          otlp:
            type: otlp
            endpoint: %s
          archive:
            type: file
            directory: %s
            maxFiles: 1000
        """
            .formatted(bootstrapServers, endpoint, archive));
  }

  private Path write(String name, String yaml) {
    return write(name, yaml, FreePort.find());
  }

  private Path write(String name, String yaml, int metricsPort) {
    String http =
        "http:\n  bindAddress: 127.0.0.1\n  healthPort: %d\n  metricsPort: %d\n"
            .formatted(FreePort.find(), metricsPort);
    try {
      return Files.writeString(directory.resolve(name + ".yaml"), yaml + http);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a configuration to " + directory, e);
    }
  }
}
