package io.dbintel.collector.systems.mysql;

import io.dbintel.collector.config.CollectorsConfig;
import io.dbintel.collector.config.ConnectionConfig;
import io.dbintel.runtime.config.Secret;
import io.dbintel.runtime.config.Setting;
import io.dbintel.schemas.InstanceId;

/**
 * One MariaDB instance to poll.
 *
 * @param id tenant/name: the key of every record of the instance
 * @param host host name or address
 * @param port TCP port
 * @param user user to log in as
 * @param password its password; null when the server asks for none
 * @param tls how the connection is protected
 * @param connection pool and time limits
 * @param collectors what is collected, and how often
 */
public record MariadbConfig(
    @Setting(description = "tenant/name; the key of every record.", required = true) String id,
    @Setting(description = "Host name or address.", required = true, min = "1") String host,
    @Setting(description = "TCP port.", defaultValue = "3306", min = "1", max = "65535") int port,
    @Setting(description = "User to log in as.", defaultValue = "dbintel", min = "1") String user,
    @Setting(description = "Password of the user.") Secret password,
    @Setting(description = "How the connection is protected.") MysqlTlsConfig tls,
    @Setting(description = "Pool and time limits.") ConnectionConfig connection,
    @Setting(description = "What is collected, and how often.") CollectorsConfig collectors)
    implements MysqlInstance {

  /**
   * @throws IllegalArgumentException when the id is not of the form tenant/name
   */
  public MariadbConfig {
    InstanceId.parse(id);
  }

  @Override
  public Flavour flavour() {
    return Flavour.MARIADB;
  }
}
