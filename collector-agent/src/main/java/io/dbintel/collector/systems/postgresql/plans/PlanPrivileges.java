package io.dbintel.collector.systems.postgresql.plans;

import io.dbintel.collector.jdbc.SqlResources;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Under which role statements are planned. Planning evaluates functions that are declared immutable
 * or stable, written by whoever may create functions: under a superuser they could do anything, so
 * nothing is planned under one.
 *
 * @param clock database clock, microseconds since the Unix epoch
 * @param database that the session is with
 * @param dbid its oid
 * @param unsafeRole a role that may do too much and that ours is a member of; null for none
 * @param helper whether there is a helper function whose owner is safe
 * @param unsafeOwner a role that may do too much and that the helper's owner is a member of; null
 *     for none
 */
record PlanPrivileges(
    long clock, String database, long dbid, String unsafeRole, boolean helper, String unsafeOwner) {

  private static final SqlResources SQL = SqlResources.nextTo(PlanPrivileges.class);
  private static final String SESSION = withUnsafeRoleOf("current_user", "session");
  private static final String HELPER = withUnsafeRoleOf("helper.proowner", "helper");

  private static String withUnsafeRoleOf(String role, String resource) {
    String unsafe = SQL.read("unsafe_role").replace("{role}", role);
    return SQL.read(resource).replace("{unsafe_role}", unsafe);
  }

  static PlanPrivileges read(Connection connection) throws SQLException {
    boolean found;
    String owner;
    try (PreparedStatement statement = connection.prepareStatement(HELPER);
        ResultSet row = statement.executeQuery()) {
      found = row.next();
      owner = found ? row.getString("unsafe_role") : null;
    }
    try (PreparedStatement statement = connection.prepareStatement(SESSION);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new PlanPrivileges(
          row.getLong("clock"),
          row.getString("database"),
          row.getLong("dbid"),
          row.getString("unsafe_role"),
          found && owner == null,
          owner);
    }
  }

  /** Why nothing is planned, and after "; " the fix; empty when something is. */
  Optional<String> problem(String user) {
    if (suffice()) {
      return Optional.empty();
    }
    return Optional.of(
        "nothing is planned, because "
            + (unsafeOwner == null
                ? "role " + user + " is a member of " + unsafeRole
                : "the owner of dbintel.explain_statement is a member of " + unsafeOwner)
            + ", and functions that run at planning could do what it may; let a role with"
            + " pg_monitor alone log in, or install the helper function of docs/plans.md under a"
            + " role that may read tables and no more");
  }

  /** Whether anything may be planned. */
  boolean suffice() {
    return helper || unsafeRole == null;
  }
}
