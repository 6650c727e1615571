package io.dbintel.collector.systems.postgresql.plans;

import io.dbintel.collector.plans.PlanSource;
import io.dbintel.collector.system.CheckFinding;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.systems.postgresql.PostgresConfig;
import io.dbintel.collector.systems.postgresql.PostgresConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Asks PostgreSQL for plans, in a session that is closed afterwards. */
public final class PostgresPlans implements PlanSource {

  private final PostgresConfig config;
  private final PostgresConnections connections;

  /** Asks through the given connections. */
  public PostgresPlans(PostgresConfig config, PostgresConnections connections) {
    this.config = config;
    this.connections = connections;
  }

  /** What keeps statements from being planned; empty when nothing does. */
  public static Optional<CheckFinding> check(Connection connection, PostgresConfig config)
      throws SQLException {
    return PlanPrivileges.read(connection)
        .problem(config.user())
        .map(problem -> new PollFailure("unsafe_role", problem, false, null).asFinding());
  }

  @Override
  public void inSession(Work work) throws PollFailure {
    connections
        .jdbc()
        .inSessionOfItsOwn(
            session -> {
              work.with(PostgresPlanSession.open(session, config));
              return null;
            });
  }
}
