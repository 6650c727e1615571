package io.dbintel.collector.systems.postgresql.plans;

import io.dbintel.collector.plans.PlanSource;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.systems.postgresql.PostgresConfig;
import io.dbintel.collector.systems.postgresql.PostgresConnections;

/** Asks PostgreSQL for plans, in a session that is closed afterwards. */
public final class PostgresPlans implements PlanSource {

  private final PostgresConfig config;
  private final PostgresConnections connections;

  /** Asks through the given connections. */
  public PostgresPlans(PostgresConfig config, PostgresConnections connections) {
    this.config = config;
    this.connections = connections;
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
