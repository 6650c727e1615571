package io.dbintel.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.runtime.config.Secret;
import io.dbintel.schemas.avro.BilledBytes;
import io.dbintel.schemas.avro.Command;
import io.dbintel.schemas.avro.CommandKind;
import io.dbintel.schemas.avro.DeadLetter;
import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.signing.SigningConfig;
import io.dbintel.schemas.signing.SigningKey;
import io.dbintel.streams.model.Increments;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.model.TopologyHarness;
import io.dbintel.streams.model.TopologyHarness.RawEntry;
import io.dbintel.streams.telemetry.OperatorCounts;
import io.dbintel.streams.validation.SkippedRecords;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Increments, level, order and reduction: the whole way round through the raw log. */
class SpendLadderInTopologyTest {
  private static final String ORDERS = "acme/orders";
  private static final String BILLING = "acme/billing";
  private static final String OTHER = "zenith/orders";
  private static final long MINUTE_MS = 60_000;
  private static final long DAY_MS = 86_400_000;

  /** From shortly before midnight, when the harness begins, until there is a forecast. */
  private static final int HOURS = 500;

  /** A kilobyte a minute, of an instance's sessions, costs some 1,400 a month. */
  private static final String BUDGET =
      "{sessions: {sampleInterval: 0s}, budget: {pricePerGigabyte: 30000, tenants:"
          + " [{tenant: 'ac*', monthlyBudget: 300}]}}";

  private long seq;

  @Test
  void tenantThatSpendsTooMuchIsReducedAndTheOthersAreNot() {
    try (TopologyHarness topology = new TopologyHarness(BUDGET)) {
      run(topology, HOURS, ORDERS, BILLING, OTHER);
      List<RawEntry> written = topology.written();
      assertThat(written).extracting(RawEntry::key).containsOnly("acme");
      Command order = command(written.get(0));
      assertThat(order.getKind()).isEqualTo(CommandKind.BUDGET_LEVEL);
      assertThat(order.getAuthor()).isEqualTo("cost-control");
      List<ResultEvent> events = topology.events();
      assertThat(named(events, "dbintel.budget.level"))
          .hasSameSizeAs(written)
          .first()
          .satisfies(
              event -> {
                assertThat(event.getResource().getTenant()).isEqualTo("acme");
                assertThat(event.getAttributes())
                    .containsEntry("dbintel.budget.limit", 300.0)
                    .containsEntry("dbintel.budget.shadow", false)
                    .containsEntry(
                        "dbintel.budget.reduction.level",
                        Long.valueOf(order.getArguments().get("level")));
                assertThat((double) event.getAttributes().get("dbintel.budget.forecast.unreduced"))
                    .isGreaterThan(300);
              });

      assertThat(named(events, "dbintel.budget.level").get(0).getSeverityNumber()).isEqualTo(13);

      run(topology, 10, ORDERS, BILLING, OTHER);
      List<ResultEvent> samples = named(topology.events(), "db.server.query_sample");
      assertThat(of("zenith", samples)).hasSize(10);
      assertThat(of("acme", samples)).hasSizeLessThan(10);
      assertThat(topology.deadLetters()).isEmpty();
      assertThat(topology.control()).isEmpty();
    }
  }

  @Test
  void newInstanceOfTheTenantIsToldWithinAnHourOrSo() {
    try (TopologyHarness topology = new TopologyHarness(BUDGET)) {
      run(topology, HOURS, ORDERS);
      topology.written();
      run(topology, 70, ORDERS, BILLING);

      List<RawEntry> written = topology.written();
      assertThat(written).isNotEmpty();
      topology.events();
      run(topology, 10, BILLING);
      assertThat(named(topology.events(), "db.server.query_sample")).hasSizeLessThan(10);
    }
  }

  @Test
  void quietDaysEndTheReductions() {
    try (TopologyHarness topology = new TopologyHarness(BUDGET)) {
      run(topology, HOURS, ORDERS);
      assertThat(topology.written()).isNotEmpty();
      for (int day = 0; day < 30; day++) {
        topology.later(DAY_MS);
        // So many records in a row that the instance believes how late it is.
        for (int i = 0; i < 5; i++) {
          topology.send(ORDERS, RawRecords.outcome(PollStatus.OK));
        }
      }
      topology.events();
      run(topology, 10, ORDERS);

      List<RawEntry> written = topology.written();
      assertThat(command(written.get(written.size() - 1)).getArguments())
          .containsEntry("level", "0");
      assertThat(named(topology.events(), "db.server.query_sample")).hasSize(10);
    }
  }

  @Test
  void replayObeysTheRecordedOrdersAndWritesNone() {
    List<RawEntry> log = new ArrayList<>();
    List<ResultEvent> once;
    try (TopologyHarness topology = new TopologyHarness(BUDGET)) {
      for (int minute = 0; minute < HOURS + 30; minute++) {
        topology.later(MINUTE_MS);
        for (String instance : List.of(ORDERS, OTHER)) {
          RawEntry entry = new RawEntry(instance, topology.timestamp(), tick(topology));
          log.add(entry);
          topology.send(entry);
          log.addAll(topology.written());
        }
      }
      once = named(topology.events(), "db.server.query_sample");
    }
    assertThat(log).hasSizeGreaterThan(2 * HOURS + 60);
    assertThat(once).hasSizeLessThan(2 * HOURS + 60);

    try (TopologyHarness replay =
        new TopologyHarness(BUDGET, OperatorCounts.NONE, product -> product, Purpose.REPLAY)) {
      log.forEach(replay::send);
      assertThat(named(replay.events(), "db.server.query_sample")).isEqualTo(once);
      assertThat(replay.written()).isEmpty();
    }
  }

  @Test
  void withoutAPriceTheStateSaysBytesAndNoMoney() {
    try (TopologyHarness topology = new TopologyHarness()) {
      run(topology, 30, ORDERS);
      assertThat(named(topology.events(), "dbintel.budget.status"))
          .singleElement()
          .satisfies(
              event -> {
                assertThat((long) event.getAttributes().get("dbintel.budget.billed.event.bytes"))
                    .isPositive();
                assertThat(event.getAttributes())
                    .containsEntry("dbintel.budget.billed.metric.bytes", 0L)
                    .containsEntry("dbintel.budget.withheld.bytes", 0L)
                    .containsEntry("dbintel.budget.month", "2023-11")
                    .doesNotContainKeys(
                        "dbintel.budget.spent", "dbintel.budget.forecast", "dbintel.budget.limit");
              });
      assertThat(topology.written()).isEmpty();
    }
  }

  @Test
  void incrementOfLessThanNothingIsADeadLetter() {
    try (TopologyHarness topology = new TopologyHarness()) {
      BilledBytes some = new BilledBytes(1L, 1L, 1L, 1L, 1L);
      BilledBytes less = new BilledBytes(1L, 1L, -1L, 1L, 1L);
      topology.sendUsageBytes("acme", topology.bytes(Increments.billed(ORDERS, 1, some, less, 1)));
      topology.sendUsageBytes("acme", topology.bytes(Increments.billed(ORDERS, 1, some, some, -1)));
      assertThat(topology.deadLetters())
          .extracting(DeadLetter::getMessage)
          .containsExactly(
              "withheld.table_metric is -1; expected 0 or more",
              "budget_order is -1; expected 0 or more");
    }
  }

  @Test
  void orderIsSignedSoThatTheVerificationLetsItPass() {
    List<SigningKey> keys =
        List.of(new SigningKey("acme", "1", Secret.of("a secret of the tenant ".repeat(3))));
    try (TopologyHarness topology =
        new TopologyHarness(
            BUDGET,
            OperatorCounts.NONE,
            product -> product,
            Purpose.PRODUCTION,
            new RecordPolicy(SkippedRecords.NONE, new SigningConfig(false, keys)))) {
      run(topology, HOURS, ORDERS);
      assertThat(topology.written())
          .isNotEmpty()
          .allSatisfy(entry -> assertThat(entry.headers()).isNotEmpty());
      assertThat(topology.deadLetters()).isEmpty();
    }
  }

  private void run(TopologyHarness topology, int minutes, String... instances) {
    for (int minute = 0; minute < minutes; minute++) {
      topology.later(MINUTE_MS);
      for (String instance : instances) {
        topology.sendBytes(instance, tick(topology));
      }
    }
  }

  private byte[] tick(TopologyHarness topology) {
    seq++;
    return topology.bytes(
        RawRecords.tick("agent", seq, 100 + seq, RawRecords.session("4711", 100 + seq)));
  }

  private static Command command(RawEntry entry) {
    return new AvroDeserializer<Command>(new BundledSchemaRegistry())
        .deserialize("dbintel.raw", entry.value());
  }

  private static List<ResultEvent> named(List<ResultEvent> events, String name) {
    return events.stream().filter(event -> event.getEventName().equals(name)).toList();
  }

  private static List<ResultEvent> of(String tenant, List<ResultEvent> events) {
    return events.stream().filter(event -> event.getResource().getTenant().equals(tenant)).toList();
  }
}
