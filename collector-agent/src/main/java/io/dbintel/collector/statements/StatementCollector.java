package io.dbintel.collector.statements;

import io.dbintel.collector.system.InstanceConfig;
import io.dbintel.collector.config.QueryStatsConfig;
import io.dbintel.collector.system.Collector;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.system.PollRun;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.collector.postgresql.AcknowledgedRows.RowState;
import io.dbintel.collector.postgresql.PublishedTexts.TextKey;
import io.dbintel.collector.system.DeliveryListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cumulative counters of pg_stat_statements as poll chunks, and before them the texts of statements
 * that were not published yet.
 */
final class QueryStatsCollector implements Collector {

  private final InstanceConfig instance;
  private final QueryStatsConfig config;
  private final PostgresConnections connections;
  private final AcknowledgedRows hotRows = new AcknowledgedRows();
  private final AcknowledgedRows allColumnRows = new AcknowledgedRows();
  private final PollModes modes;
  private final StatementReader reader;
  private final NameDirectory names = new NameDirectory();
  private final PublishedTexts publishedTexts;
  private final QueryTextReader texts;
  private final StatementRecords records;

  QueryStatsCollector(
      InstanceConfig instance, RecordSource source, PostgresConnections connections) {
    this.instance = instance;
    this.config = instance.collectors().queryStats();
    this.connections = connections;
    this.modes = new PollModes(config.allColumnsEvery(), config.fullInterval());
    this.reader = new StatementReader(instance, modes, hotRows, allColumnRows);
    this.publishedTexts = new PublishedTexts(config.textRefresh());
    this.texts = new QueryTextReader(source);
    this.records = new StatementRecords(source, names);
  }

  @Override
  public String name() {
    return "query_stats";
  }

  @Override
  public Duration interval() {
    return config.interval();
  }

  @Override
  public boolean pollsAtStop() {
    return true;
  }

  @Override
  public void collect(PollRun run) throws PollFailure {
    PollModes.Demand demand =
        new PollModes.Demand(run.fullPollsWanted(), run.last(), run.spooling());
    StatementSnapshot read =
        connections.inTransaction(
            connection -> {
              StatementSnapshot rows = reader.read(connection, demand);
              names.refresh(connection, rows.changed(), rows.mode().full());
              return rows;
            });
    run.recordDatabaseClock(read.after().clock());
    run.countRows(read.changed().size() + read.hidden());
    if (read.hidden() > 0) {
      run.remark(
          "role "
              + instance.user()
              + " may not see the statements of other roles; run as superuser: GRANT"
              + " pg_read_all_stats TO "
              + PostgresFailure.quoted(instance.user())
              + ";");
    }
    Set<TextKey> wanted = publishedTexts.wanted(read.changed(), read.after().clock());
    Set<TextKey> published = publishTexts(wanted, run);
    records.chunks(read).forEach(run::emit);
    if (read.mode().full()) {
      modes.fullPollBegins();
      publishedTexts.retain(keys(read.changed()));
    }
    run.onDelivery(new StatementDelivery(read, published));
  }

  private Set<TextKey> publishTexts(Set<TextKey> wanted, PollRun run) {
    if (wanted.isEmpty()) {
      return Set.of();
    }
    try {
      return connections.inTransaction(connection -> readTexts(connection, wanted, run));
    } catch (PollFailure failure) {
      run.remark("texts of new statements could not be read: " + failure.getMessage());
      return Set.of();
    }
  }

  private Set<TextKey> readTexts(Connection connection, Set<TextKey> wanted, PollRun run)
      throws SQLException {
    texts.read(connection, reader.extension().schema(), wanted, run);
    return wanted;
  }

  private static Set<TextKey> keys(List<CounterRow> rows) {
    return rows.stream().map(row -> TextKey.of(row.key())).collect(Collectors.toSet());
  }

  /** Counts rows only when the broker has them. */
  private final class StatementDelivery implements DeliveryListener {

    private final List<RowState> rows;
    private final PollMode mode;
    private final long readStart;
    private final long readEnd;
    private final int generation;
    private final Set<TextKey> published;

    StatementDelivery(StatementSnapshot read, Set<TextKey> published) {
      this.rows = read.changed().stream().map(row -> new RowState(row.key(), row.state())).toList();
      this.mode = read.mode();
      this.readStart = read.before().clock();
      this.readEnd = read.after().clock();
      this.generation = read.known().generation();
      this.published = published;
    }

    @Override
    public void acknowledged() {
      publishedTexts.published(published, readEnd);
      hotRows.acknowledge(rows, mode.full(), readStart, generation);
      if (mode.allColumns()) {
        allColumnRows.acknowledge(rows, mode.full(), readStart, generation);
      }
    }

    @Override
    public void deliveryUnknown() {
      publishedTexts.published(published, readEnd);
      modes.deliveryFailed();
    }
  }
}
