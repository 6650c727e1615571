package io.dbintel.streams.operators.bounds;

import io.dbintel.streams.operator.InstanceOperator;
import io.dbintel.streams.operator.InstanceTurn;
import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operators.metrics.MetricDeltas;
import io.dbintel.streams.operators.texts.StatementTexts;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts what is stored of an instance, so that whoever stores finds whether there is room for one
 * more. Values that were stored before this was counted are not in the count.
 */
public final class StoreBounds implements InstanceOperator<StoredCounts> {
  private static final PartCodec<StoredCounts> PART = new StoredCountsCodec();
  private static final long MAX_METRIC_GROUPS = 256;

  private final SortedMap<String, Long> bounds;

  /**
   * Bounds as {@code config} says.
   *
   * @param statements name of the store of the statement rows
   */
  public StoreBounds(BoundsConfig config, String statements) {
    SortedMap<String, Long> most = new TreeMap<>();
    most.put(statements, (long) config.maxStatements());
    most.put(StatementTexts.STATE.store(), (long) config.maxTexts());
    most.put(MetricDeltas.STATE.store(), MAX_METRIC_GROUPS);
    this.bounds = Collections.unmodifiableSortedMap(most);
  }

  @Override
  public String name() {
    return "store-bounds";
  }

  @Override
  public PartCodec<StoredCounts> part() {
    return PART;
  }

  @Override
  public StoredCounts decide(StoredCounts prior, InstanceTurn turn) {
    turn.stored().begin(prior == null ? Collections.emptySortedMap() : prior.counts(), bounds);
    return prior;
  }

  @Override
  public StoredCounts afterRows(StoredCounts prior, InstanceTurn turn) {
    SortedMap<String, Long> counts = new TreeMap<>(turn.stored().counts());
    return counts.isEmpty() ? prior : new StoredCounts(counts);
  }
}
