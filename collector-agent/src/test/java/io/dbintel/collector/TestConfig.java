package io.dbintel.collector;

import io.dbintel.collector.config.AgentConfig;
import io.dbintel.collector.systems.postgresql.PostgresConfig;
import io.dbintel.embedded.EmbeddedPostgres;
import io.dbintel.runtime.config.ConfigLoader;
import java.nio.file.Path;

/** Configurations as an operator would write them. */
public final class TestConfig {

  private TestConfig() {}

  /** An agent that polls one server fast, logged in as its superuser. */
  public static AgentConfig agent(
      String bootstrapServers, EmbeddedPostgres postgres, Path spool, String collectors) {
    return agent(
        bootstrapServers,
        postgres.host(),
        postgres.port(),
        postgres.superuser(),
        spool,
        collectors);
  }

  /** An agent that polls one address. */
  public static AgentConfig agent(
      String bootstrapServers, String host, int port, String user, Path spool, String collectors) {
    return ConfigLoader.parse(
        AgentConfig.class, yaml(bootstrapServers, host, port, user, spool, collectors));
  }

  /** The same as a file's content. */
  public static String yaml(
      String bootstrapServers, String host, int port, String user, Path spool, String collectors) {
    return """
    kafka:
      bootstrapServers: %s
    instances:
      - id: acme/orders
        system: postgresql
        host: %s
        port: %d
        user: %s
        connection: {connectTimeout: 2s, statementTimeout: 5s}
        collectors: %s
    spool:
      directory: %s
    http: {bindAddress: 127.0.0.1, healthPort: 0, metricsPort: 0}
    """
        .formatted(bootstrapServers, host, port, user, collectors, spool);
  }

  /** One instance, for collectors under test. */
  public static PostgresConfig instance(EmbeddedPostgres postgres, String user, String password) {
    String secret = password == null ? "" : "\n    password: " + password;
    return (PostgresConfig)
        ConfigLoader.parse(
                AgentConfig.class,
                """
                kafka: {bootstrapServers: "localhost:1"}
                instances:
                  - id: acme/orders
                    system: postgresql
                    host: %s
                    port: %d
                    user: %s%s
                """
                    .formatted(postgres.host(), postgres.port(), user, secret))
            .instances()
            .get(0);
  }
}
