package io.dbintel.streams.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.verify.TextVerifier;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.streams.identity.InstanceHash;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.insights.BilledBytes;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.StatementText;
import io.dbintel.streams.statements.DeltaFlag;
import io.dbintel.streams.statements.Interval;
import io.dbintel.streams.statements.StatementDelta;
import io.dbintel.streams.statements.StatementKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EventMapperTest {
  private static final String INSTANCE = "acme/orders";
  private static final TextVerifier VERIFIER = TextVerifier.of(PiiConfig.defaults());
  private static final Source SOURCE =
      new Source(SystemCatalogue.of("postgresql"), VERIFIER.trustCatalogueName("db"), 5432);
  private static final StatementDelta DELTA =
      new StatementDelta(1L << 1 | 1L << 4, new long[] {3, 1_500_001}, DeltaFlag.RESET.bit());

  private final EventMapper mapper = new EventMapper();

  @Test
  void namedStatementHasTheNamesOfItsCatalogueAndExactTimes() {
    ResultEvent event = Decoded.event(mapper.named(INSTANCE, 5, named((byte) 1)));

    Map<String, Object> attributes = event.getAttributes();
    assertThat(attributes)
        .containsEntry("db.system.name", "postgresql")
        .containsEntry("db.namespace", "shop")
        .containsEntry("postgresql.rolname", "app")
        .containsEntry("postgresql.queryid", "77")
        .containsEntry("db.query.text", "SELECT ?")
        .containsEntry("dbintel.query.fingerprint", "00000000000000ff")
        .containsEntry("dbintel.statement.key", "01")
        .containsEntry("dbintel.nested", false)
        .containsEntry("postgresql.calls", 3L)
        .containsEntry("postgresql.total_exec_time", 1.500001)
        .containsEntry("dbintel.total_exec_time_ns", 1_500_001L)
        .containsEntry("dbintel.sample.weight", 4.0)
        .containsEntry("dbintel.flags", List.of("reset"))
        .containsEntry("dbintel.record.id", event.getRecordId())
        .doesNotContainKeys("db.query.summary", "dbintel.remainder", "postgresql.rows");
    assertThat(event.getEventName()).isEqualTo("db.server.top_query");
    assertThat(event.getResource().getTenant()).isEqualTo("acme");
    assertThat(event.getTime()).isEqualTo(20);
    assertThat(event.getRecordId())
        .hasSize(32)
        .isEqualTo(Decoded.event(mapper.named(INSTANCE, 9, named((byte) 1))).getRecordId())
        .isNotEqualTo(Decoded.event(mapper.named(INSTANCE, 5, named((byte) 2))).getRecordId());
  }

  private static Insight.NamedStatement named(byte key) {
    return new Insight.NamedStatement(
        SOURCE,
        new ReadId("a", 1),
        StatementKey.of(InstanceHash.of(INSTANCE), new byte[] {key}),
        "77",
        false,
        DELTA,
        new Interval(10, 20),
        VERIFIER.trustCatalogueName("shop"),
        VERIFIER.trustCatalogueName("app"),
        new StatementText(VERIFIER.trustCatalogueName("SELECT ?"), null, 255),
        4);
  }

  @Test
  void remainderIsMarked() {
    ResultEvent event = Decoded.event(mapper.remainder(INSTANCE, 5, remainder(null)));
    assertThat(event.getAttributes())
        .containsEntry("dbintel.remainder", true)
        .containsEntry("dbintel.remainder.statements", 7L)
        .containsEntry("dbintel.interval.start", 10L)
        .containsEntry("postgresql.calls", 3L)
        .doesNotContainKeys(
            "dbintel.nested", "dbintel.statement.key", "db.namespace", "dbintel.sample.weight");
  }

  @Test
  void remaindersOfTwoDatabasesAreTwoRecords() {
    ResultEvent shop = Decoded.event(mapper.remainder(INSTANCE, 5, remainder("shop")));
    ResultEvent other = Decoded.event(mapper.remainder(INSTANCE, 5, remainder("other")));
    ResultEvent none = Decoded.event(mapper.remainder(INSTANCE, 5, remainder(null)));
    assertThat(shop.getAttributes()).containsEntry("db.namespace", "shop");
    assertThat(Set.of(shop.getRecordId(), other.getRecordId(), none.getRecordId())).hasSize(3);
  }

  private static Insight.Remainder remainder(String database) {
    return new Insight.Remainder(
        SOURCE,
        new ReadId("a", 1),
        0,
        database == null ? null : VERIFIER.trustCatalogueName(database),
        7,
        DELTA,
        new Interval(10, 20));
  }

  @Test
  void ledgerAndUsageAreEventsOfTheProduct() {
    AccountMapper accounts = new AccountMapper();
    ResultEvent ledger =
        Decoded.event(
            accounts.ledger(
                INSTANCE,
                5,
                new Insight.Ledger(SOURCE, 2, new TreeMap<>(Map.of("in.calls", 4L)), 0.5)));
    assertThat(ledger.getAttributes())
        .containsEntry("dbintel.ledger.in.calls", 4L)
        .containsEntry("dbintel.ledger.quality_score", 0.5)
        .containsEntry("dbintel.interval.end", 3 * 3_600_000_000L);

    ResultEvent usage =
        Decoded.event(
            accounts.usage("acme", 5, new Insight.TenantUsage("acme", 1, 20_000, 2, 300, 4)));
    assertThat(usage.getAttributes())
        .containsEntry("dbintel.usage.day", "2024-10-04")
        .containsEntry("dbintel.usage.raw.bytes", 300L);
    assertThat(usage.getResource().getInstance()).isEmpty();
    TenantUsage increment =
        accounts.increment(
            INSTANCE,
            new Insight.InstanceUsage(
                1, 2, 3, 4, 5, new BilledBytes(1, 2, 3, 4, 5), new BilledBytes(6, 7, 8, 0, 0), 9));
    assertThat(increment.getRawBytes()).isEqualTo(4);
    assertThat(increment.getBilled())
        .isEqualTo(new io.dbintel.schemas.avro.BilledBytes(1L, 2L, 3L, 4L, 5L));
    assertThat(increment.getWithheld().getTableMetric()).isEqualTo(8);
    assertThat(increment.getBudgetOrder()).isEqualTo(9);
  }
}
