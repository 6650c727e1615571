package io.dbintel.collector.systems.postgresql;

import io.dbintel.collector.jdbc.SqlResources;
import io.dbintel.schemas.avro.ServerRole;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Which server answers: read once for every postmaster and role of the server in replication.
 *
 * @param version such as 18.1
 * @param major such as 18
 * @param postmasterStart microseconds since the Unix epoch
 * @param inRecovery whether it is a standby
 * @param systemIdentifier of the cluster; {@code host:port} when it may not be read
 * @param timeline null when it may not be read
 */
public record ServerIdentity(
    String version,
    int major,
    long postmasterStart,
    boolean inRecovery,
    String systemIdentifier,
    Long timeline) {

  private static final SqlResources SQL = SqlResources.nextTo(ServerIdentity.class);
  private static final String SERVER = SQL.read("server");
  private static final String CONTROL = SQL.read("control");

  /** Reads it; host and port are used instead of an identifier that may not be read. */
  public static ServerIdentity read(Connection connection, PostgresConfig config)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SERVER);
        ResultSet row = statement.executeQuery()) {
      row.next();
      Control control =
          row.getBoolean("control_readable")
              ? control(connection)
              : new Control(config.host() + ":" + config.port(), null);
      int number = row.getInt("server_version_num");
      return new ServerIdentity(
          number / 10_000 + "." + number % 10_000,
          number / 10_000,
          row.getLong("postmaster_start"),
          row.getBoolean("in_recovery"),
          control.systemIdentifier,
          control.timeline);
    }
  }

  private record Control(String systemIdentifier, Long timeline) {}

  private static Control control(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CONTROL);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new Control(row.getString("system_identifier"), row.getLong("timeline_id"));
    }
  }

  /** Whether the server that answers now is the one this identity was read from. */
  public boolean isOf(long postmasterStartNow, boolean inRecoveryNow) {
    return postmasterStart == postmasterStartNow && inRecovery == inRecoveryNow;
  }

  /** Role in replication. */
  public ServerRole role() {
    return inRecovery ? ServerRole.STANDBY : ServerRole.PRIMARY;
  }
}
