package io.dbintel.streams.operators.metrics;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.operators.metrics.MetricGroupState.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes a {@link MetricGroupState}, series in the order of their hashes. Most series were read
 * with the group's last read and share their origins with others: then these take a byte each.
 */
final class MetricGroupStateCodec implements PartCodec<MetricGroupState> {

  @Override
  public int id() {
    return 1;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(MetricGroupState state, StateWriter out) {
    out.writeUnsigned(state.generation());
    out.writeUnsigned(state.readEnd());
    out.writeUnsigned(state.previousEnd());
    out.writeUnsigned(state.clock());
    SortedMap<Long, Integer> origins = origins(state);
    out.writeUnsigned(origins.size());
    for (long origin : origins.keySet()) {
      out.writeUnsigned(origin);
    }
    out.writeUnsigned(state.series().size());
    for (Map.Entry<Long, Series> entry : state.series().entrySet()) {
      Series series = entry.getValue();
      out.writeFixed(entry.getKey());
      out.writeUnsigned(series.value());
      out.writeUnsigned(state.readEnd() - series.readEnd());
      out.writeUnsigned(state.clock() - series.seen());
      out.writeUnsigned(origins.get(series.origin()));
    }
  }

  /** The distinct origins, each with its position. */
  private static SortedMap<Long, Integer> origins(MetricGroupState state) {
    SortedMap<Long, Integer> origins = new TreeMap<>();
    for (Series series : state.series().values()) {
      origins.put(series.origin(), 0);
    }
    int position = 0;
    for (Map.Entry<Long, Integer> origin : origins.entrySet()) {
      origin.setValue(position++);
    }
    return origins;
  }

  @Override
  public MetricGroupState read(StateReader in, int version) {
    int generation = in.readCount();
    long readEnd = in.readUnsigned();
    long previousEnd = in.readUnsigned();
    long clock = in.readUnsigned();
    List<Long> origins = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      origins.add(in.readUnsigned());
    }
    SortedMap<Long, Series> series = new TreeMap<>();
    for (int left = in.readCount(); left > 0; left--) {
      series.put(
          in.readFixed(),
          new Series(
              in.readUnsigned(),
              readEnd - in.readUnsigned(),
              clock - in.readUnsigned(),
              origins.get(in.readCount())));
    }
    return new MetricGroupState(generation, readEnd, previousEnd, clock, series);
  }
}
