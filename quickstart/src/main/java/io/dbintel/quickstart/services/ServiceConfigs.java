package io.dbintel.quickstart.services;

import io.dbintel.collector.config.AgentConfig;
import io.dbintel.collector.config.LocalBreakerConfig;
import io.dbintel.collector.config.SpoolConfig;
import io.dbintel.exporter.config.ExporterConfig;
import io.dbintel.runtime.config.ConfigLoader;
import io.dbintel.runtime.config.HttpEndpointsConfig;
import io.dbintel.schemas.config.KafkaConfig;
import io.dbintel.schemas.config.SchemaRegistryConfig;
import io.dbintel.schemas.signing.SigningConfig;
import io.dbintel.streams.ProcessorsConfig;
import java.nio.file.Path;
import java.util.Map;

/**
 * The configuration of each service beside an embedded broker: one thread, no replicas, little
 * memory, health and metrics on free ports of the loopback interface.
 */
record ServiceConfigs(AgentConfig agent, ProcessorsConfig processors, ExporterConfig exporter) {

  private static final HttpEndpointsConfig HTTP = HttpEndpointsConfig.ephemeral();

  private static final String PROCESSORS =
      """
      kafka: {bootstrapServers: "%s"}
      streams:
        stateDir: '%s'
        threads: 1
        standbyReplicas: 0
        replicationFactor: 1
        commitInterval: 100ms
        rocksDbCache: 64MiB
        rocksDbWriteBuffers: 32MiB
      """;

  static ServiceConfigs of(LocalConfig config, String bootstrapServers) {
    Path data = config.dataDirectory().toAbsolutePath();
    return new ServiceConfigs(
        agent(config, bootstrapServers, data),
        processors(config, bootstrapServers, data),
        exporter(config, bootstrapServers));
  }

  private static AgentConfig agent(LocalConfig config, String bootstrapServers, Path data) {
    return new AgentConfig(
        new KafkaConfig(bootstrapServers, Map.of()),
        defaults(SchemaRegistryConfig.class),
        config.instances(),
        ConfigLoader.parse(SpoolConfig.class, "directory: '" + quoted(data.resolve("spool")) + "'"),
        defaults(LocalBreakerConfig.class),
        SigningConfig.OFF,
        HTTP);
  }

  private static ProcessorsConfig processors(
      LocalConfig config, String bootstrapServers, Path data) {
    ProcessorsConfig alone =
        ConfigLoader.parse(
            ProcessorsConfig.class,
            PROCESSORS.formatted(bootstrapServers, quoted(data.resolve("state"))));
    return new ProcessorsConfig(
        alone.kafka(),
        alone.schemaRegistry(),
        alone.streams(),
        config.operators(),
        SigningConfig.OFF,
        HTTP,
        config.admin());
  }

  private static ExporterConfig exporter(LocalConfig config, String bootstrapServers) {
    return new ExporterConfig(
        new KafkaConfig(bootstrapServers, Map.of()),
        defaults(SchemaRegistryConfig.class),
        config.sinks(),
        HTTP);
  }

  private static <R extends Record> R defaults(Class<R> type) {
    return ConfigLoader.parse(type, "{}");
  }

  /** As the content of a single-quoted YAML text. */
  private static String quoted(Path path) {
    return path.toString().replace("'", "''");
  }
}
