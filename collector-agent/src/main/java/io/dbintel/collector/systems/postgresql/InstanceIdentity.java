package io.dbintel.collector.systems.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Which server answers: read once for every postmaster and role of the server in replication.
 *
 * @param serverVersion server_version_num
 * @param postmasterStart microseconds since the Unix epoch
 * @param inRecovery whether it is a standby
 * @param systemIdentifier of the cluster; {@code host:port} when it may not be read
 * @param timeline null when it may not be read
 */
record InstanceIdentity(
    int serverVersion,
    long postmasterStart,
    boolean inRecovery,
    String systemIdentifier,
    Integer timeline) {

  private static final String SERVER = SqlResource.read("identity/server");
  private static final String CONTROL = SqlResource.read("identity/control");

  /**
   * @param standIn identifier to use when control data may not be read
   */
  static InstanceIdentity read(Connection connection, String standIn) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SERVER);
        ResultSet row = statement.executeQuery()) {
      row.next();
      boolean controlReadable = row.getBoolean("control_readable");
      Control control = controlReadable ? control(connection) : new Control(standIn, null);
      return new InstanceIdentity(
          row.getInt("server_version_num"),
          row.getLong("postmaster_start"),
          row.getBoolean("in_recovery"),
          control.systemIdentifier,
          control.timeline);
    }
  }

  private record Control(String systemIdentifier, Integer timeline) {}

  private static Control control(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CONTROL);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new Control(row.getString("system_identifier"), row.getInt("timeline_id"));
    }
  }

  /** Major version, such as 18. */
  int major() {
    return serverVersion / 10_000;
  }

  /** Whether the server that answers now is the one this identity was read from. */
  boolean isOf(long postmasterStartNow, boolean inRecoveryNow) {
    return postmasterStart == postmasterStartNow && inRecovery == inRecoveryNow;
  }
}
