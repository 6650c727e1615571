package io.dbintel.collector.systems.postgresql.statements;

import io.dbintel.collector.jdbc.SqlResources;
import io.dbintel.collector.system.PollFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The extension pg_stat_statements as installed in the connected database. Its version, not the
 * server's, decides which columns there are: it stays behind until {@code ALTER EXTENSION}.
 *
 * @param version such as 1.12
 * @param schema quoted name of the schema it is in
 */
public record StatementsExtension(String version, String schema) {

  /** Versions 1.x that have statements of their own here. */
  private static final int OLDEST = 7;

  private static final int NEWEST = 12;
  private static final int FIRST_WITH_STATS_SINCE = 11;

  private static final SqlResources RESOURCES = SqlResources.nextTo(StatementsExtension.class);
  private static final String SQL = RESOURCES.read("extension");

  /**
   * Looks it up.
   *
   * @throws PollFailure when it is missing, too old or out of reach
   */
  public static StatementsExtension read(Connection connection, String database)
      throws SQLException, PollFailure {
    try (PreparedStatement statement = connection.prepareStatement(SQL);
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new PollFailure(
            "extension_missing",
            "pg_stat_statements is not installed in database "
                + database
                + "; run there as superuser: CREATE EXTENSION pg_stat_statements;",
            false,
            null);
      }
      StatementsExtension found =
          new StatementsExtension(row.getString("version"), row.getString("schema"));
      if (found.minor() < OLDEST) {
        throw new PollFailure(
            "extension_old",
            "pg_stat_statements is at version "
                + found.version
                + ", expected 1.7 or later; run as superuser: ALTER EXTENSION pg_stat_statements"
                + " UPDATE;",
            false,
            null);
      }
      if (!row.getBoolean("schema_usable")) {
        throw new PollFailure(
            "schema_usage_missing",
            "role "
                + row.getString("role")
                + " may not use schema "
                + found.schema
                + ", which has pg_stat_statements; run there as superuser: GRANT USAGE ON SCHEMA "
                + found.schema
                + " TO "
                + row.getString("role")
                + ";",
            false,
            null);
      }
      return found;
    }
  }

  /** 12 of version 1.12; a later major version counts as the newest known. */
  int minor() {
    String[] parts = version.split("\\.", 2);
    boolean known = parts.length == 2 && parts[0].equals("1") && parts[1].matches("\\d{1,3}");
    return known ? Integer.parseInt(parts[1]) : NEWEST;
  }

  /** Whether the columns have the names and meanings of version 1.9, or of 1.8 at least. */
  public boolean isAtLeast(int minor) {
    return minor() >= minor;
  }

  /** Whether rows say when their counters started (PostgreSQL 17 and later). */
  boolean hasStatsSince() {
    return minor() >= FIRST_WITH_STATS_SINCE;
  }

  /** The statement with the given name for this version and schema. */
  public String statement(String name) {
    return RESOURCES.forVersion(name, minor()).replace("{schema}", schema);
  }
}
