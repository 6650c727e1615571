package io.dbintel.streams;

import static io.dbintel.streams.model.Chunks.full;
import static io.dbintel.streams.model.Chunks.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.PollStatus;
import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.streams.model.RawRecords;
import io.dbintel.streams.model.RecordBudget;
import io.dbintel.streams.model.TopologyHarness;
import io.dbintel.streams.model.TopologyHarness.RawEntry;
import io.dbintel.streams.operator.TenantOperator;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** What spans the instances of a tenant: sums, and commands that come back through the raw log. */
class TenantsInTopologyTest {
  private static final String ORDERS = "acme/orders";
  private static final String BILLING = "acme/billing";
  private static final String OTHER = "zenith/orders";
  private static final long DAY_MS = 86_400_000;

  @Test
  void usageOfATenantIsTheSumOfWhatItsInstancesSentByDay() {
    try (TopologyHarness topology = new TopologyHarness()) {
      Map<String, Long> records = new TreeMap<>();
      Map<String, Long> bytes = new TreeMap<>();
      for (int day = 0; day < 3; day++) {
        for (String instance : List.of(ORDERS, BILLING, OTHER)) {
          for (int i = 0; i <= day; i++) {
            SpecificRecord record = full(10 * day + i, 100 * day + i, row(1, 50 + i));
            topology.later(10).send(instance, record);
            String tenant = instance.substring(0, instance.indexOf('/'));
            records.merge(key(tenant, topology), 1L, Long::sum);
            bytes.merge(key(tenant, topology), (long) topology.bytes(record).length, Long::sum);
          }
        }
        topology.later(DAY_MS);
      }
      flush(topology);

      List<ResultEvent> events = topology.events("dbintel.tenant.usage");
      assertThat(sums(events, "dbintel.usage.raw.records")).containsAllEntriesOf(records);
      assertThat(sums(events, "dbintel.usage.raw.bytes")).containsAllEntriesOf(bytes);
      assertThat(events).extracting(ResultEvent::getRecordId).doesNotHaveDuplicates();
      assertThat(events)
          .allSatisfy(
              event -> {
                assertThat(event.getResource().getInstance()).isEmpty();
                assertThat(event.getResource().getTenant()).isIn("acme", "zenith");
              });
    }
  }

  @Test
  void bytesThatAreNotValidAreUsageToo() {
    try (TopologyHarness topology = new TopologyHarness()) {
      byte[] outcome = topology.bytes(RawRecords.outcome(PollStatus.OK));
      topology.sendBytes(ORDERS, outcome);
      topology.sendBytes(ORDERS, new byte[] {1, 2, 3});
      topology.later(DAY_MS);
      flush(topology);

      Map<String, Long> bytes =
          sums(topology.events("dbintel.tenant.usage"), "dbintel.usage.raw.bytes");
      assertThat(bytes.values())
          .first()
          .satisfies(sum -> assertThat(sum).isEqualTo(outcome.length + 3));
    }
  }

  @Test
  void answerOfATenantOperatorComesBackThroughTheRawLogAndTakesEffectInEveryInstance() {
    try (TopologyHarness topology = topology(Purpose.PRODUCTION)) {
      exceedTheBudget(topology);

      List<RawEntry> written = topology.written();
      assertThat(written).extracting(RawEntry::key).containsExactly("acme");
      assertThat(topology.keysOf("dbintel.control")).containsExactlyInAnyOrder(ORDERS, BILLING);
    }
  }

  @Test
  void replayWritesNoCommandsAndObeysTheRecordedOnes() {
    try (TopologyHarness topology = topology(Purpose.PRODUCTION);
        TopologyHarness replay = topology(Purpose.REPLAY)) {
      exceedTheBudget(topology);
      exceedTheBudget(replay);
      assertThat(replay.written()).isEmpty();
      assertThat(replay.keysOf("dbintel.control")).isEmpty();

      topology.written().forEach(replay::send);

      assertThat(replay.keysOf("dbintel.control")).containsExactlyInAnyOrder(ORDERS, BILLING);
    }
  }

  private static void exceedTheBudget(TopologyHarness topology) {
    for (String instance : List.of(ORDERS, BILLING, OTHER)) {
      for (int i = 0; i < 3; i++) {
        topology.later(1_000).send(instance, RawRecords.outcome(PollStatus.OK));
      }
    }
    topology.later(DAY_MS);
    flush(topology);
  }

  /** Records of later days: what was added up is emitted when a day has ended. */
  private static void flush(TopologyHarness topology) {
    for (int day = 0; day < 2; day++) {
      for (String instance : List.of(ORDERS, BILLING, OTHER)) {
        topology.send(instance, RawRecords.outcome(PollStatus.OK));
      }
      topology.later(DAY_MS);
    }
  }

  private static TopologyHarness topology(Purpose purpose) {
    return new TopologyHarness(
        "",
        OperatorCounts.NONE,
        product -> {
          List<TenantOperator<TenantUsage, ?>> tenant = new ArrayList<>(product.tenant());
          tenant.add(new RecordBudget(5));
          return new Operators(
              product.instance(),
              product.keyed(),
              product.statement(),
              product.texts(),
              tenant,
              product.export());
        },
        purpose);
  }

  private static String key(String tenant, TopologyHarness topology) {
    return tenant + " " + LocalDate.ofEpochDay(topology.timestamp() / DAY_MS);
  }

  private static Map<String, Long> sums(List<ResultEvent> events, String attribute) {
    Map<String, Long> sums = new TreeMap<>();
    for (ResultEvent event : events) {
      String day = event.getAttributes().get("dbintel.usage.day").toString();
      sums.merge(
          event.getResource().getTenant() + " " + day,
          (long) event.getAttributes().get(attribute),
          Long::sum);
    }
    return sums;
  }
}
