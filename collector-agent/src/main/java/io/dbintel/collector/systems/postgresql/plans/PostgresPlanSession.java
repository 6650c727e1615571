package io.dbintel.collector.systems.postgresql.plans;

import io.dbintel.collector.jdbc.JdbcConnections.OwnSession;
import io.dbintel.collector.jdbc.JdbcConnections.Work;
import io.dbintel.collector.plans.PlanAttempt;
import io.dbintel.collector.plans.PlanOutcome;
import io.dbintel.collector.plans.PlanSession;
import io.dbintel.collector.plans.StatementLoad;
import io.dbintel.collector.plans.StatementText;
import io.dbintel.collector.statements.StatementKey;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.systems.postgresql.PostgresConfig;
import io.dbintel.collector.systems.postgresql.PostgresFailure;
import io.dbintel.collector.systems.postgresql.statements.StatementsExtension;
import io.dbintel.redaction.plan.Plannability;
import io.dbintel.redaction.sql.SqlDialect;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A session with one database of PostgreSQL; each attempt is a transaction of its own. */
final class PostgresPlanSession implements PlanSession {

  private final OwnSession session;
  private final PostgresConfig config;
  private final PlanPrivileges privileges;
  private final StatementsExtension extension;

  private PostgresPlanSession(
      OwnSession session,
      PostgresConfig config,
      PlanPrivileges privileges,
      StatementsExtension extension) {
    this.session = session;
    this.config = config;
    this.privileges = privileges;
    this.extension = extension;
  }

  static PostgresPlanSession open(OwnSession session, PostgresConfig config)
      throws SQLException, PollFailure {
    return session.rolledBack(
        connection ->
            new PostgresPlanSession(
                session,
                config,
                PlanPrivileges.read(connection),
                StatementsExtension.read(connection, config.database())));
  }

  @Override
  public long clock() {
    return privileges.clock();
  }

  @Override
  public Optional<String> remark() {
    return privileges.problem(config.user());
  }

  @Override
  public List<StatementLoad> statements(int most) throws PollFailure {
    return inTransaction(connection -> PlanStatements.read(connection, extension, most));
  }

  @Override
  public boolean reaches(StatementLoad statement) {
    return privileges.database().equals(statement.database());
  }

  @Override
  public Map<StatementKey, List<StatementText>> texts(Set<StatementKey> textKeys)
      throws PollFailure {
    return inTransaction(
        connection -> PlanStatements.texts(connection, extension, privileges.dbid(), textKeys));
  }

  @Override
  public PlanAttempt explain(StatementLoad statement, StatementText text) throws PollFailure {
    if (!privileges.suffice()) {
      return PlanAttempt.without(PlanOutcome.UNSAFE_ROLE);
    }
    boolean parameters = Plannability.hasParameters(text.sql(), SqlDialect.POSTGRESQL);
    try {
      return session.rolledBack(
          connection -> explain(new PlanTransaction(connection), statement, text, parameters));
    } catch (SQLException e) {
      PlanOutcome outcome = ExplainError.outcome(e.getSQLState(), parameters);
      if (outcome == null) {
        throw PostgresFailure.of(e, config);
      }
      return PlanAttempt.without(outcome);
    }
  }

  private PlanAttempt explain(
      PlanTransaction transaction, StatementLoad statement, StatementText text, boolean parameters)
      throws SQLException, PollFailure {
    transaction.prepare(config.collectors().plans(), statement.user());
    String sql = Plannability.withoutLastSemicolons(text.sql());
    return privileges.helper()
        ? transaction.explainByHelper(sql, parameters)
        : transaction.explain(sql, parameters);
  }

  private <T> T inTransaction(Work<T> work) throws PollFailure {
    try {
      return session.rolledBack(work);
    } catch (SQLException e) {
      throw PostgresFailure.of(e, config);
    }
  }
}
