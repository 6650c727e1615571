package io.dbintel.streams.operators.metrics;

import io.dbintel.streams.insights.Insight;
import io.dbintel.streams.operator.AdmittedMetrics;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.KeyedOperator;
import io.dbintel.streams.operator.KeyedState;
import io.dbintel.streams.records.MetricGroupRead;
import io.dbintel.streams.records.VerifiedRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Turns counters among the metrics into differences, one stored value for each group of an
 * instance. A series has its own last value, read and origin, so that one that is absent from a
 * read goes on where it was; after 24 h during which metrics were read it is forgotten. A series
 * that started from zero after its last read (its origin is newer, and a counter of its row fell)
 * has the base 0, once; one that is new, or lower without a newer origin, is its own base: nothing
 * is guessed, and both are counted in the ledger. Everything else leaves as it was read.
 */
public final class MetricDeltas implements KeyedOperator<String, MetricGroupState> {

  /** Store of the groups' series. */
  public static final KeyedState<String, MetricGroupState> STATE =
      new KeyedState<>(
          "series", group -> group.getBytes(StandardCharsets.UTF_8), new MetricGroupStateCodec());

  private static final long MAX_AGE_MS = TimeUnit.HOURS.toMillis(24);
  private static final int SWEPT_PER_POLL = 4;

  /** Whether what was last seen at {@code seen} is still remembered at {@code clock}, observed. */
  static boolean isAlive(long seen, long clock) {
    return clock - seen <= MAX_AGE_MS;
  }

  @Override
  public String name() {
    return "metric-deltas";
  }

  @Override
  public KeyedState<String, MetricGroupState> state() {
    return STATE;
  }

  @Override
  public List<String> keys(InstanceTurn turn) {
    return turn.metrics() == null
        ? List.of()
        : groups(turn).map(MetricGroupRead::group).distinct().toList();
  }

  private static Stream<MetricGroupRead> groups(InstanceTurn turn) {
    return ((VerifiedRecord.Metrics) turn.record()).groups().stream();
  }

  @Override
  public MetricGroupState decide(String group, MetricGroupState prior, InstanceTurn turn) {
    AdmittedMetrics admitted = turn.metrics();
    VerifiedRecord.Metrics poll = (VerifiedRecord.Metrics) turn.record();
    List<MetricGroupRead> reads = groups(turn).filter(read -> read.group().equals(group)).toList();
    MetricGroupState known =
        prior != null && prior.generation() == admitted.generation() ? prior : null;
    long readEnd = reads.stream().mapToLong(MetricGroupRead::readEnd).max().orElse(0);
    GroupUpdate update =
        new GroupUpdate(
            known,
            admitted.maxSeries() - seriesOfOthers(group, turn),
            poll.epoch().countersSince(),
            readEnd,
            admitted.observed());
    reads.forEach(update::add);
    turn.countSeries(update.resets(), update.baselines());
    MetricGroupState next = update.state(admitted.generation());
    turn.series().put(group, next.series().size());
    if (!update.points().isEmpty() || !update.overflow().isEmpty()) {
      turn.emit(
          new Insight.Metrics(
              poll.source(),
              admitted.read(),
              poll.part(),
              group,
              readEnd,
              update.points(),
              update.overflow()));
    }
    return next;
  }

  private static int seriesOfOthers(String group, InstanceTurn turn) {
    int sum = 0;
    for (Map.Entry<String, Integer> other : turn.series().entrySet()) {
      sum += other.getKey().equals(group) ? 0 : other.getValue();
    }
    return sum;
  }

  @Override
  public int sweep(InstanceTurn turn) {
    return turn.metrics() == null ? 0 : SWEPT_PER_POLL;
  }

  @Override
  public boolean keeps(MetricGroupState state, InstanceTurn turn) {
    return isAlive(state.clock(), turn.metrics().observed());
  }
}
