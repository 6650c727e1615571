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
    PollModes.Demand demand =
        new PollModes.Demand(run.fullPollsWanted(), run.last(), run.spooling());
    StatementSnapshot snapshot = reads.read(demand);
    run.recordDatabaseClock(snapshot.after().clock());
    run.countRows(snapshot.changed().size() + snapshot.hidden());
    snapshot.remarks().forEach(run::remark);
    Set<StatementKey> wanted = publishedTexts.wanted(snapshot.changed(), snapshot.after().clock());
    Set<StatementKey> published = publishTexts(wanted, run);
    records.chunks(snapshot).forEach(run::emit);
    run.onDelivery(new SnapshotDelivery(snapshot, demand, published));
  }

  private Set<StatementKey> publishTexts(Set<StatementKey> wanted, PollRun run) {
    if (wanted.isEmpty()) {
      return Set.of();
    }
    QueryTextRecords texts = new QueryTextRecords(language, source, wanted, run);
    try {
      statements.readTexts(wanted, texts);
    } catch (PollFailure failure) {
      run.remark("texts of new statements could not be read: " + failure.getMessage());
      texts.flush();
      return texts.taken();
    }
    texts.flush();
    if (texts.failed() > 0) {
      run.remark(
          "texts of some statements could not be normalised and are left out; report their query"
              + " ids, which are in the log at level debug");
    }
    // a text that was not found is not asked for again and again either
    return texts.wantsMore() ? wanted : texts.taken();
  }

  /**
   * What a poll did counts when it is handed over, its rows count when the broker has them. Holds
   * no row longer than it may be acknowledged.
   */
  private final class SnapshotDelivery implements DeliveryListener {

    private final SentPoll poll;
    private final long readEnd;
    private final Set<StatementKey> published;
    private volatile List<SentRow> rows;

    SnapshotDelivery(
        StatementSnapshot snapshot, PollModes.Demand demand, Set<StatementKey> published) {
      this.poll = SentPoll.of(snapshot, demand);
      this.readEnd = snapshot.after().clock();
      this.published = published;
      this.rows =
          snapshot.changed().stream().map(row -> new SentRow(row.key(), row.changeHash())).toList();
    }

    @Override
    public void handedOver() {
      reads.handedOver(poll);
      if (poll.mode().full()) {
        publishedTexts.retain(rows.stream().map(SentRow::key).toList());
      }
      publishedTexts.published(published, readEnd);
    }

    @Override
    public void acknowledged() {
      reads.acknowledged(poll, rows);
    }

    @Override
    public void deliveryUnknown() {
      rows = List.of();
      modes.deliveryFailed();
    }

    @Override
    public void lost() {
      rows = List.of();
      publishedTexts.forget(published);
      modes.deliveryFailed();
    }
  }
}
