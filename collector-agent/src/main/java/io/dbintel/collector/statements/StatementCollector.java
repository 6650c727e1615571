package io.dbintel.collector.statements;

import io.dbintel.collector.config.QueryStatsConfig;
import io.dbintel.collector.statements.AcknowledgedRows.SentRow;
import io.dbintel.collector.system.Collector;
import io.dbintel.collector.system.DeliveryListener;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.system.PollRun;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.redaction.language.QueryLanguage;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Cumulative statement counters as poll chunks, and before them the texts of statements that were
 * not published yet.
 */
public final class StatementCollector implements Collector {

  private final QueryStatsConfig config;
  private final RecordSource source;
  private final StatementSource statements;
  private final QueryLanguage language;
  private final PollModes modes;
  private final StatementReads reads;
  private final PublishedTexts publishedTexts;
  private final StatementRecords records;

  /**
   * A collector of what the source reads.
   *
   * @throws IllegalArgumentException when the catalogue of the system has no statements or no query
   *     language
   */
  public StatementCollector(
      QueryStatsConfig config, RecordSource source, StatementSource statements) {
    SystemCatalogue catalogue = SystemCatalogue.of(source.system());
    this.config = config;
    this.source = source;
    this.statements = statements;
    this.language =
        catalogue
            .language()
            .flatMap(QueryLanguage::of)
            .orElseThrow(() -> incomplete(catalogue, "language"));
    this.modes = new PollModes(config.allCountersEvery(), config.fullInterval());
    this.reads = new StatementReads(statements, modes);
    this.publishedTexts =
        new PublishedTexts(
            config.textRefresh(),
            catalogue
                .statements()
                .orElseThrow(() -> incomplete(catalogue, "statements"))
                .key()
                .textLength());
    this.records = new StatementRecords(source);
  }

  private static IllegalArgumentException incomplete(SystemCatalogue catalogue, String key) {
    return new IllegalArgumentException(
        "catalogue "
            + catalogue.system()
            + ".yaml has no usable "
            + key
            + ", which a statement collector needs; add it");
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
    StatementSnapshot snapshot =
        reads.read(new PollModes.Demand(run.fullPollsWanted(), run.last(), run.spooling()));
    run.recordDatabaseClock(snapshot.after().clock());
    run.countRows(snapshot.changed().size() + snapshot.hidden());
    if (snapshot.hidden() > 0) {
      run.remark(statements.hiddenRowsRemark());
    }
    Set<StatementKey> wanted = publishedTexts.wanted(snapshot.changed(), snapshot.after().clock());
    Set<StatementKey> published = publishTexts(wanted, run);
    records.chunks(snapshot).forEach(run::emit);
    if (snapshot.plan().mode().full()) {
      modes.fullPollBegins();
      publishedTexts.retain(snapshot.changed());
    }
    run.onDelivery(new SnapshotDelivery(snapshot, published));
  }

  private Set<StatementKey> publishTexts(Set<StatementKey> wanted, PollRun run) {
    if (wanted.isEmpty()) {
      return Set.of();
    }
    QueryTextRecords texts = new QueryTextRecords(language, source, wanted, run);
    try {
      statements.readTexts(wanted, texts);
      texts.flush();
      return wanted;
    } catch (PollFailure failure) {
      run.remark("texts of new statements could not be read: " + failure.getMessage());
      return Set.of();
    }
  }

  /** Counts rows only when the broker has them. */
  private final class SnapshotDelivery implements DeliveryListener {

    private final List<SentRow> rows;
    private final PollMode mode;
    private final long readStart;
    private final long readEnd;
    private final int generation;
    private final Set<StatementKey> published;

    SnapshotDelivery(StatementSnapshot snapshot, Set<StatementKey> published) {
      this.rows =
          snapshot.changed().stream().map(row -> new SentRow(row.key(), row.changeHash())).toList();
      this.mode = snapshot.plan().mode();
      this.readStart = snapshot.header().before().clock();
      this.readEnd = snapshot.after().clock();
      this.generation = snapshot.plan().known().generation();
      this.published = published;
    }

    @Override
    public void acknowledged() {
      publishedTexts.published(published, readEnd);
      reads.acknowledge(rows, mode, readStart, generation);
    }

    @Override
    public void deliveryUnknown() {
      publishedTexts.published(published, readEnd);
      modes.deliveryFailed();
    }
  }
}
