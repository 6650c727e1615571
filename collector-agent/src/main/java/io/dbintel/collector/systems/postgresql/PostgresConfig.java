package io.dbintel.collector.systems.postgresql;

import io.dbintel.collector.config.CollectorsConfig;
import io.dbintel.collector.config.ConnectionConfig;
import io.dbintel.collector.system.InstanceConfig;
import io.dbintel.collector.systems.postgresql.metrics.PostgresMetrics;
import io.dbintel.runtime.config.Secret;
import io.dbintel.runtime.config.Setting;
import io.dbintel.schemas.InstanceId;

/**
 * One PostgreSQL instance to poll.
 *
 * @param id tenant/name: the key of every record of the instance
 * @param host host name or address
 * @param port TCP port
 * @param database database to connect to; one with the extension pg_stat_statements
 * @param user role to log in as
 * @param password its password; null when the server asks for none
 * @param tls how the connection is protected
 * @param connection pool and time limits
 * @param collectors what is collected, and how often
 */
public record PostgresConfig(
    @Setting(description = "tenant/name; the key of every record.", required = true) String id,
    @Setting(description = "Host name or address.", required = true, min = "1") String host,
    @Setting(description = "TCP port.", defaultValue = "5432", min = "1", max = "65535") int port,
    @Setting(
            description = "Database to connect to; one with the extension pg_stat_statements.",
            defaultValue = "postgres",
            min = "1")
        String database,
    @Setting(description = "Role to log in as.", defaultValue = "dbintel", min = "1") String user,
    @Setting(description = "Password of the role.") Secret password,
    @Setting(description = "How the connection is protected.") PostgresTlsConfig tls,
    @Setting(description = "Pool and time limits.") ConnectionConfig connection,
    @Setting(description = "What is collected, and how often.") CollectorsConfig collectors)
    implements InstanceConfig {

  /**
   * @throws IllegalArgumentException when the id is not of the form tenant/name, or a group of
   *     metrics is unknown
   */
  public PostgresConfig {
    InstanceId.parse(id);
    for (String group : collectors.metrics().disabledGroups()) {
      if (!PostgresMetrics.GROUPS.contains(group)) {
        throw new IllegalArgumentException(
            "collectors.metrics.disabledGroups names "
                + group
                + ", which is no group of metrics; expected some of "
                + PostgresMetrics.GROUPS);
      }
    }
  }

  @Override
  public String address() {
    return host + ":" + port + "/" + database;
  }
}
