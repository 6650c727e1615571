package io.dbintel.collector.systems.mysql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dbintel.collector.config.AgentConfig;
import io.dbintel.collector.system.DatabaseSystems;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.embedded.EmbeddedMysql;
import io.dbintel.embedded.MysqlRelease;
import io.dbintel.runtime.config.ConfigLoader;
import java.util.EnumMap;
import java.util.Map;

/**
 * A server of each release with a user for the agent, started when a test first asks for it and
 * shared by the tests of a class. A release that was not fetched makes its tests skip themselves.
 */
public final class TestServers implements AutoCloseable {

  private static final DatabaseSystems SYSTEMS = DatabaseSystems.load();

  private final Map<MysqlRelease, EmbeddedMysql> servers = new EnumMap<>(MysqlRelease.class);

  /** The server of the release. */
  public EmbeddedMysql of(MysqlRelease release) {
    assumeTrue(release.available(), release.missing());
    return servers.computeIfAbsent(
        release, wanted -> withUser(EmbeddedMysql.builder(wanted).start()));
  }

  /** Creates the agent's user. */
  public static EmbeddedMysql withUser(EmbeddedMysql mysql) {
    mysql.execute(
        "CREATE USER 'dbintel'@'%' IDENTIFIED BY 'monitor'",
        "GRANT SELECT ON performance_schema.* TO 'dbintel'@'%'");
    return mysql;
  }

  /** The instance that polls the server, as the user that every server has. */
  public static MonitoredInstance open(EmbeddedMysql mysql) {
    MysqlInstance config = config(mysql, "user: dbintel, password: monitor");
    return SYSTEMS.open(config, source(mysql));
  }

  /** What the records of the instance say about where they come from. */
  public static RecordSource source(EmbeddedMysql mysql) {
    return new RecordSource("acme/orders", system(mysql), "test", mysql.host(), mysql.port());
  }

  /** Settings as an operator would write them. */
  public static MysqlInstance config(EmbeddedMysql mysql, String more) {
    return config(system(mysql), mysql.host(), mysql.port(), more);
  }

  /** Settings of any address. */
  public static MysqlInstance config(String system, String host, int port, String more) {
    return (MysqlInstance)
        ConfigLoader.parse(
                AgentConfig.class,
                ("{kafka: {bootstrapServers: 'x:1'}, instances: [{id: acme/orders, system: %s,"
                        + " host: '%s', port: %d, %s}]}")
                    .formatted(system, host, port, more))
            .instances()
            .get(0);
  }

  public static String system(EmbeddedMysql mysql) {
    return mysql.release().isMariadb() ? "mariadb" : "mysql";
  }

  @Override
  public void close() {
    servers.values().forEach(EmbeddedMysql::close);
  }
}
