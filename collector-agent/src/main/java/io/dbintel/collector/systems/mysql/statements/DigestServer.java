package io.dbintel.collector.systems.mysql.statements;

import io.dbintel.collector.jdbc.SqlResources;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.systems.mysql.MysqlInstance;
import io.dbintel.schemas.avro.ServerRole;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Which server answers, and what it counts.
 *
 * @param version as the server prints it
 * @param serverId {@code server_uuid} of MySQL; host name, port and identifier in replication of
 *     MariaDB
 * @param role standby while the server is read-only
 * @param digestsSize rows that the digest table has place for
 * @param consumersOff consumers that have to be on and are not, separated by commas; null for none
 */
record DigestServer(
    String version, String serverId, ServerRole role, int digestsSize, String consumersOff) {

  private static final SqlResources RESOURCES = SqlResources.nextTo(DigestServer.class);
  private static final String START = RESOURCES.read("start");

  /**
   * Reads it.
   *
   * @throws PollFailure when the server counts no statements at all
   */
  static DigestServer read(Connection connection, MysqlInstance config)
      throws SQLException, PollFailure {
    String sql = RESOURCES.read("server_" + config.flavour().system());
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      if (!row.getBoolean("performance_schema") || row.getInt("digests_size") == 0) {
        throw countsNothing(row.getBoolean("performance_schema"), config);
      }
      return new DigestServer(
          row.getString("version"),
          row.getString("server_id"),
          row.getBoolean("read_only") ? ServerRole.STANDBY : ServerRole.PRIMARY,
          row.getInt("digests_size"),
          row.getString("consumers_off"));
    }
  }

  private static PollFailure countsNothing(boolean performanceSchema, MysqlInstance config) {
    String setting =
        performanceSchema ? "performance_schema_digests_size = 10000" : "performance_schema = ON";
    return new PollFailure(
        "performance_schema_off",
        (performanceSchema ? "the digest table" : "the performance schema")
            + " of "
            + config.address()
            + " is off, so that nothing is counted per statement; set "
            + setting
            + " in section [mysqld] of the server's configuration and restart it",
        false,
        null);
  }

  /** When the server started, to the second, microseconds since the Unix epoch. */
  static long start(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(START);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong("server_start");
    }
  }
}
