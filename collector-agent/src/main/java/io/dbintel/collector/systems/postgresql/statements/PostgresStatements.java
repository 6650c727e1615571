package io.dbintel.collector.systems.postgresql.statements;

import io.dbintel.collector.statements.CounterMark;
import io.dbintel.collector.statements.CounterRow;
import io.dbintel.collector.statements.ReadPlan;
import io.dbintel.collector.statements.ReadPlanner;
import io.dbintel.collector.statements.StatementHeader;
import io.dbintel.collector.statements.StatementKey;
import io.dbintel.collector.statements.StatementSnapshot;
import io.dbintel.collector.statements.StatementSource;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.systems.postgresql.PostgresConfig;
import io.dbintel.collector.systems.postgresql.PostgresConnections;
import io.dbintel.collector.systems.postgresql.PostgresFailure;
import io.dbintel.collector.systems.postgresql.ServerIdentity;
import io.dbintel.runtime.hash.Digest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Reads pg_stat_statements: info, the rows, then info again in one transaction. */
public final class PostgresStatements implements StatementSource, AutoCloseable {

  private final PostgresConfig config;
  private final PostgresConnections connections;
  private final QueryTextSources texts;
  private final NameDirectory names = new NameDirectory();
  private ServerIdentity identity;
  private StatementsExtension extension;

  /** Reads through the given connections. */
  public PostgresStatements(PostgresConfig config, PostgresConnections connections) {
    this.config = config;
    this.connections = connections;
    this.texts = new QueryTextSources(connections, config.database());
  }

  @Override
  public StatementSnapshot read(ReadPlanner planner) throws PollFailure {
    return connections.jdbc().inTransaction(connection -> read(connection, planner));
  }

  private StatementSnapshot read(Connection connection, ReadPlanner planner)
      throws SQLException, PollFailure {
    StatementsInfo info = info(connection);
    identify(connection, info);
    StatementHeader header =
        new StatementHeader(
            identity.systemIdentifier(),
            identity.postmasterStart(),
            identity.version(),
            identity.timeline(),
            identity.role(),
            selection(info.mark()),
            info.mark());
    ReadPlan plan = planner.plan(header);
    CounterRowReader.Read read = new CounterRowReader(connection, extension).read(plan);
    CounterMark after = StatementsInfo.readMark(connection, extension.statement("end"));
    List<CounterRow> changed = plan.toSend(read.rows());
    names.refresh(connection, changed, plan.mode().full());
    return new StatementSnapshot(
        header,
        after,
        plan,
        read.counters(),
        plan.mode().filtered() ? -1 : read.rows().size(),
        read.hidden(),
        names.named(changed),
        read.hidden() > 0 ? List.of(hiddenRowsRemark()) : List.of());
  }

  /**
   * What the server says of its counters, asked in the way of the extension's version. When that
   * fails or the version has changed, the extension is looked up again: now, or by the next poll.
   */
  private StatementsInfo info(Connection connection) throws SQLException, PollFailure {
    StatementsExtension used =
        extension == null ? StatementsExtension.read(connection, config.database()) : extension;
    extension = null;
    StatementsInfo info = StatementsInfo.read(connection, used.statement("start"));
    if (!used.version().equals(info.extensionVersion())) {
      used = StatementsExtension.read(connection, config.database());
      info = StatementsInfo.read(connection, used.statement("start"));
    }
    extension = used;
    return info;
  }

  private void identify(Connection connection, StatementsInfo info) throws SQLException {
    if (identity == null || !identity.isOf(info.postmasterStart(), info.inRecovery())) {
      identity = ServerIdentity.read(connection, config);
    }
  }

  private long selection(CounterMark mark) {
    return Digest.of(
            String.join(
                "\n",
                config.user(),
                mark.privilege(),
                extension.version(),
                extension.statement("all")))
        .firstLong();
  }

  @Override
  public void readTexts(Set<StatementKey> wanted, TextReceiver receiver) throws PollFailure {
    texts.read(extension, wanted, receiver);
  }

  /** Closes what it opened beside the given connections. */
  @Override
  public void close() {
    texts.close();
  }

  private String hiddenRowsRemark() {
    return "role "
        + config.user()
        + " may not see the statements of other roles; run as superuser: GRANT"
        + " pg_read_all_stats TO "
        + PostgresFailure.quoted(config.user())
        + ";";
  }
}
