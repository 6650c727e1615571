package io.dbintel.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.ResultEvent;
import io.dbintel.schemas.avro.ResultMetrics;
import io.dbintel.schemas.avro.TenantUsage;
import io.dbintel.schemas.registry.BundledSchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.streams.model.LogOfAllKinds;
import io.dbintel.streams.model.RecordBudget;
import io.dbintel.streams.model.TopologyHarness;
import io.dbintel.streams.model.TopologyHarness.RawEntry;
import io.dbintel.streams.model.WaitingSessions;
import io.dbintel.streams.operator.KeyedOperator;
import io.dbintel.streams.operator.TenantOperator;
import io.dbintel.streams.telemetry.OperatorCounts;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;

/**
 * The same log gives the same results: once as it was, once with its instances spread over two
 * partitions, in another order between instances, and with all state restored from the changelogs
 * at random places, so that what a process keeps decoded changes nothing. Records of every kind;
 * results of instances are compared as sets of id and bytes, those of tenants by their sums.
 */
class ReplayTest {
  private static final int RESTARTS = 4;
  private static final List<Set<String>> PARTITIONS =
      List.of(Set.of("acme/billing", "zenith/orders"), Set.of("acme/orders", "acme/shop"));

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void replayGivesTheSameResults(@ForAll long seed) {
    List<RawEntry> log = new ArrayList<>();
    Results once = new Results();
    try (TopologyHarness topology = topology(Purpose.PRODUCTION)) {
      for (RawEntry entry : LogOfAllKinds.random(seed, 250)) {
        log.add(entry);
        topology.send(entry);
        log.addAll(topology.written());
      }
      once.add(topology);
    }
    assertThat(once.kinds)
        .as("kinds of results")
        .contains(
            "db.server.top_query",
            "db.server.query_sample",
            "db.server.circuit_breaker.transition",
            "dbintel.cardinality",
            "dbintel.ledger",
            "dbintel.quality",
            "dbintel.quality.threshold",
            "dbintel.tenant.usage",
            "dbintel.budget.level",
            "metrics");

    Results again = new Results();
    Random random = new Random(seed);
    for (Set<String> partition : PARTITIONS) {
      List<RawEntry> part = shuffled(log, partition, random);
      List<Map<String, Map<Bytes, byte[]>>> changelogs = new ArrayList<>();
      for (List<RawEntry> piece : pieces(part, random)) {
        try (TopologyHarness topology = topology(Purpose.REPLAY)) {
          changelogs.forEach(topology::restore);
          piece.forEach(topology::send);
          again.add(topology);
          changelogs.add(topology.changelogs());
        }
      }
    }

    assertThat(again.instances).isEqualTo(once.instances);
    assertThat(again.control).isEqualTo(once.control);
    assertThat(again.deadLetters).isEqualTo(once.deadLetters);
    assertThat(again.tenants).isEqualTo(once.tenants);
  }

  /** The log cut at random places. */
  private static List<List<RawEntry>> pieces(List<RawEntry> log, Random random) {
    TreeSet<Integer> cuts = new TreeSet<>(Set.of(0, log.size()));
    for (int restart = 0; restart < RESTARTS; restart++) {
      cuts.add(1 + random.nextInt(log.size() - 1));
    }
    List<List<RawEntry>> pieces = new ArrayList<>();
    int from = 0;
    for (int to : cuts.tailSet(1)) {
      pieces.add(log.subList(from, to));
      from = to;
    }
    return pieces;
  }

  /**
   * The records of a partition: each instance's in their order and in the same place to the
   * commands of its tenant, instances interleaved differently.
   */
  private static List<RawEntry> shuffled(List<RawEntry> log, Set<String> instances, Random random) {
    List<RawEntry> mixed = new ArrayList<>();
    Map<String, Deque<RawEntry>> waiting = new TreeMap<>();
    for (RawEntry entry : log) {
      if (instances.contains(entry.key())) {
        waiting.computeIfAbsent(entry.key(), key -> new ArrayDeque<>()).add(entry);
      } else if (entry.key().indexOf('/') < 0) {
        mix(waiting, mixed, random);
        mixed.add(entry);
      }
    }
    mix(waiting, mixed, random);
    return mixed;
  }

  private static void mix(
      Map<String, Deque<RawEntry>> waiting, List<RawEntry> mixed, Random random) {
    while (!waiting.isEmpty()) {
      List<String> keys = List.copyOf(waiting.keySet());
      String key = keys.get(random.nextInt(keys.size()));
      mixed.add(waiting.get(key).removeFirst());
      if (waiting.get(key).isEmpty()) {
        waiting.remove(key);
      }
    }
  }

  private static TopologyHarness topology(Purpose purpose) {
    return new TopologyHarness(
        "{selection: {top: 2, hardCap: 9}, sampler: {targetPerMinute: 60, sessionsPerTick: 1,"
            + " rules: [{name: some, when: \"mean_exec_time < 20\", rate: 0.5},"
            + " {name: others, when: \"db_namespace != ''\", rate: 0.3}]},"
            + " budget: {pricePerGigabyte: 1000000, monthlyBudget: 1}}",
        OperatorCounts.NONE,
        product -> {
          List<KeyedOperator<?, ?>> keyed = new ArrayList<>(product.keyed());
          keyed.add(new WaitingSessions());
          List<TenantOperator<TenantUsage, ?>> tenant = new ArrayList<>(product.tenant());
          tenant.add(new RecordBudget(100));
          return new Operators(
              product.instance(),
              keyed,
              product.statement(),
              product.texts(),
              tenant,
              product.export());
        },
        purpose);
  }

  /** What came out, in a form that may be compared. */
  private static final class Results {
    private static final HexFormat HEX = HexFormat.of();

    private final Set<String> kinds = new TreeSet<>();
    private final Map<String, String> instances = new TreeMap<>();
    private final Map<String, List<String>> control = new TreeMap<>();
    private final Map<String, Long> deadLetters = new TreeMap<>();
    private final Map<String, Long> tenants = new TreeMap<>();

    void add(TopologyHarness topology) {
      this.<ResultEvent>values(topology, "dbintel.events", ResultEvent::getRecordId)
          .forEach(this::event);
      this.<ResultMetrics>values(topology, "dbintel.metrics", ResultMetrics::getRecordId)
          .forEach(metrics -> kinds.add("metrics"));
      topology
          .control()
          .forEach(
              document ->
                  control
                      .computeIfAbsent("all", key -> new ArrayList<>())
                      .add(document.toString()));
      control.values().forEach(documents -> documents.sort(null));
      topology
          .deadLetters()
          .forEach(
              letter -> deadLetters.merge(letter.getReason() + letter.getMessage(), 1L, Long::sum));
    }

    private <T extends SpecificRecord> List<T> values(
        TopologyHarness topology, String topic, Function<T, String> id) {
      AvroDeserializer<T> deserializer = new AvroDeserializer<>(new BundledSchemaRegistry());
      List<T> values = new ArrayList<>();
      for (byte[] bytes : topology.bytesOf(topic)) {
        T value = deserializer.deserialize(topic, bytes);
        values.add(value);
        boolean ofTenant =
            value instanceof ResultEvent event && event.getResource().getInstance().isEmpty();
        if (!ofTenant) {
          String hex = HEX.formatHex(bytes);
          assertThat(instances.put(id.apply(value), hex))
              .as("%s has one value", value)
              .isIn(null, hex);
        }
      }
      return values;
    }

    private void event(ResultEvent event) {
      kinds.add(event.getEventName());
      if (event.getEventName().equals("dbintel.tenant.usage")) {
        String day = event.getAttributes().get("dbintel.usage.day").toString();
        if (LocalDate.parse(day).toEpochDay() >= LogOfAllKinds.FIRST_DAY_AFTER) {
          return;
        }
        for (String sum : List.of("raw.records", "raw.bytes", "result.records")) {
          tenants.merge(
              event.getResource().getTenant() + " " + day + " " + sum,
              (long) event.getAttributes().get("dbintel.usage." + sum),
              Long::sum);
        }
      }
    }
  }
}
