package io.dbintel.collector.systems.mysql;

import io.dbintel.collector.config.CollectorsConfig;
import io.dbintel.collector.config.ConnectionConfig;
import io.dbintel.collector.system.InstanceConfig;
import io.dbintel.runtime.config.Secret;

/** What is known of an instance to poll, whichever of the two systems it is. */
public sealed interface MysqlInstance extends InstanceConfig permits MysqlConfig, MariadbConfig {

  /** Which system it has to be. */
  Flavour flavour();

  /** User to log in as. */
  String user();

  /** Its password; null when the server asks for none. */
  Secret password();

  /** How the connection is protected. */
  MysqlTlsConfig tls();

  /** Pool and time limits. */
  ConnectionConfig connection();

  /** What is collected, and how often. */
  CollectorsConfig collectors();

  @Override
  default String address() {
    return host() + ":" + port();
  }

  /** The agent's user as an account in statements that fix something. */
  default String account() {
    return "'" + user().replace("'", "''") + "'@'%'";
  }
}
