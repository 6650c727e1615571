package io.dbintel.streams.operators.metrics;

import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.verify.CleanText;
import io.dbintel.redaction.verify.TextVerifier;
import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.schemas.catalogue.SystemCatalogue;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.KeyedReader;
import io.dbintel.streams.operator.KeyedState;
import io.dbintel.streams.records.MetricGroupRead;
import io.dbintel.streams.records.MetricReading;
import io.dbintel.streams.records.MetricRowRead;
import io.dbintel.streams.records.Source;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.CounterEpoch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Runs both metric operators over polls of one instance, as the runtime does. */
final class MetricTurns {
  static final long SECOND = 1_000_000;
  static final String COMMITS = "postgresql.commits";
  static final String ROLLBACKS = "postgresql.rollbacks";
  static final String BACKENDS = "postgresql.backends";
  static final SystemCatalogue CATALOGUE = SystemCatalogue.of("postgresql");
  private static final TextVerifier VERIFIER = TextVerifier.of(PiiConfig.defaults());
  private static final Source SOURCE =
      new Source(CATALOGUE, VERIFIER.trustCatalogueName("db"), 5432);
  private static final KeyedReader NOTHING =
      new KeyedReader() {
        @Override
        public <K, S> S read(KeyedState<K, S> state, K key) {
          return null;
        }
      };

  private final MetricSequencer sequencer;
  private final MetricDeltas deltas = new MetricDeltas();
  final Map<String, MetricGroupState> groups = new TreeMap<>();
  SequenceState sequence;
  long clock;

  MetricTurns(int maxSeries) {
    sequencer = new MetricSequencer(new MetricsConfig(maxSeries));
  }

  /** A poll of one part. */
  static VerifiedRecord.Metrics poll(String agent, long seq, MetricGroupRead... groups) {
    return part(agent, seq, 0, 1, new CounterEpoch("server", 0, 1), 1, groups);
  }

  static VerifiedRecord.Metrics part(
      String agent,
      long seq,
      int part,
      int parts,
      CounterEpoch epoch,
      long timeline,
      MetricGroupRead... groups) {
    return new VerifiedRecord.Metrics(
        100,
        SOURCE,
        new ReadId(agent, seq),
        part,
        parts,
        epoch,
        timeline,
        ServerRole.PRIMARY,
        List.of(groups),
        new TreeMap<>(),
        Map.of());
  }

  static MetricGroupRead group(String name, long second, MetricReading... readings) {
    return new MetricGroupRead(name, second * SECOND - 10, second * SECOND, List.of(readings));
  }

  static MetricReading reading(String metric, String database, long value) {
    return reading(metric, database, 0, value);
  }

  static MetricReading reading(String metric, String database, long since, long value) {
    return reading(metric, database, new MetricRowRead(0, 0, Set.of(), since), value);
  }

  /** A reading of the row with the object. */
  static MetricReading ofObject(
      String metric, String database, long objectId, long since, long value) {
    MetricRowRead row = new MetricRowRead((int) objectId, objectId, Set.of("db.namespace"), since);
    return reading(metric, database, row, value);
  }

  private static MetricReading reading(
      String metric, String database, MetricRowRead row, long value) {
    return new MetricReading(
        CATALOGUE.metric(metric).orElseThrow(), attributes(database), row, value, null);
  }

  private static SortedMap<String, CleanText> attributes(String database) {
    return new TreeMap<>(Map.of("db.namespace", VERIFIER.trustCatalogueName(database)));
  }

  /** Applies a record at the clock; returns the reason when it was held, else null. */
  String apply(VerifiedRecord record) {
    InstanceTurn turn = turn(record);
    if (sequencer.accepts(turn)) {
      sequence = sequencer.decide(sequence, turn);
    }
    String held = turn.takeHeld();
    for (String group : deltas.keys(turn)) {
      groups.put(group, deltas.decide(group, groups.get(group), turn));
    }
    if (sequencer.accepts(turn)) {
      sequence = sequencer.afterRows(sequence, turn);
    }
    resets = turn.seriesReset();
    baselines = turn.seriesBaseline();
    last = turn.insights().stream().map(Insight.Metrics.class::cast).toList();
    return held;
  }

  List<Insight.Metrics> last = List.of();

  /** What the last record added to the ledger. */
  long resets;

  /** What the last record added to the ledger. */
  long baselines;

  InstanceTurn turn(VerifiedRecord record) {
    InstanceTurn turn = new InstanceTurn("acme/orders", clock, record, NOTHING);
    if (record instanceof VerifiedRecord.Order order) {
      turn.admit(order);
    }
    return turn;
  }

  /** Points of a metric in the last record, as database=value. */
  List<String> points(String metric) {
    return last.stream()
        .flatMap(insight -> insight.points().stream())
        .filter(point -> point.metric().name().equals(metric))
        .map(point -> point.attributes().get("db.namespace") + "=" + point.longValue())
        .toList();
  }
}
