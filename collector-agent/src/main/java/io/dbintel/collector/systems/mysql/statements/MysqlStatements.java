package io.dbintel.collector.systems.mysql.statements;

import io.dbintel.collector.statements.CounterRow;
import io.dbintel.collector.statements.ReadPlan;
import io.dbintel.collector.statements.ReadPlanner;
import io.dbintel.collector.statements.StatementHeader;
import io.dbintel.collector.statements.StatementKey;
import io.dbintel.collector.statements.StatementSnapshot;
import io.dbintel.collector.statements.StatementSource;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.systems.mysql.MysqlConnections;
import io.dbintel.collector.systems.mysql.MysqlInstance;
import io.dbintel.runtime.hash.Digest;
import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Reads the digest table: mark, the rows, then the mark again. */
public final class MysqlStatements implements StatementSource {

  private final MysqlInstance config;
  private final MysqlConnections connections;
  private final StatementCatalogue catalogue;
  private final DigestKey keys;
  private Known known;

  /**
   * What is read once for every start of a server, and remembered.
   *
   * @param server that it holds for
   * @param since that it holds for
   * @param start when the server started
   */
  private record Known(String server, Long since, long start, DigestTable table) {

    boolean isOf(DigestServer answering, DigestMark mark) {
      return server.equals(identity(answering))
          && mark.countersSince() != null
          && mark.countersSince().equals(since);
    }

    static String identity(DigestServer server) {
      return server.serverId() + " " + server.version();
    }
  }

  /** Reads through the given connections. */
  public MysqlStatements(MysqlInstance config, MysqlConnections connections) {
    this.config = config;
    this.connections = connections;
    this.catalogue = SystemCatalogue.of(config.flavour().system()).statements().orElseThrow();
    this.keys = new DigestKey(catalogue.key().textLength());
  }

  @Override
  public StatementSnapshot read(ReadPlanner planner) throws PollFailure {
    return connections.jdbc().inTransaction(connection -> read(connection, planner));
  }

  private StatementSnapshot read(Connection connection, ReadPlanner planner)
      throws SQLException, PollFailure {
    DigestServer server = DigestServer.read(connection, config);
    DigestMark before = DigestMark.read(connection, config.flavour());
    remember(connection, server, before);
    StatementHeader header =
        new StatementHeader(
            server.serverId(),
            known.start,
            server.version(),
            null,
            server.role(),
            selection(),
            before.asCounterMark());
    ReadPlan plan = planner.plan(header);
    List<CounterRow> rows = new DigestRows(known.table, keys).read(connection, plan);
    DigestMark after = DigestMark.read(connection, config.flavour());
    return new StatementSnapshot(
        header,
        after.asCounterMark(),
        plan,
        known.table.counters(plan.mode().allCounters()),
        plan.mode().filtered() ? -1 : rows.size(),
        0,
        plan.toSend(rows),
        DigestFindings.remarks(config, server, after));
  }

  private void remember(Connection connection, DigestServer server, DigestMark mark)
      throws SQLException {
    if (known == null || !known.isOf(server, mark)) {
      known =
          new Known(
              Known.identity(server),
              mark.countersSince(),
              DigestServer.start(connection),
              DigestTable.read(connection, catalogue));
    }
  }

  /** Whoever may read the table sees all of it, so that its columns are all there is to tell. */
  private long selection() {
    return Digest.of(config.user() + "\n" + known.table.rows(true, false)).firstLong();
  }

  @Override
  public void readTexts(Set<StatementKey> wanted, TextReceiver receiver) throws PollFailure {
    connections
        .jdbc()
        .inTransaction(
            connection -> {
              new DigestTexts(keys).read(connection, wanted, receiver);
              return null;
            });
  }
}
