package io.dbintel.streams.operators.metrics;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import java.util.Map;
import java.util.TreeMap;

/** Writes a {@link MetricState}, series in the order of their hashes. */
final class MetricStateCodec implements PartCodec<MetricState> {

  @Override
  public int id() {
    return 7;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(MetricState state, StateWriter out) {
    out.writeText(state.incarnation());
    out.writeUnsigned(state.seq());
    out.writeUnsigned(state.readStart());
    out.writeUnsigned(state.readEnd());
    out.writeText(state.systemIdentifier());
    out.writeUnsigned(state.postmasterStart());
    out.writeUnsigned(state.counters().size());
    for (Map.Entry<Long, Long> counter : new TreeMap<>(state.counters()).entrySet()) {
      out.writeFixed(counter.getKey());
      out.writeUnsigned(counter.getValue());
    }
  }

  @Override
  public MetricState read(StateReader in, int version) {
    String incarnation = in.readText();
    long seq = in.readUnsigned();
    long readStart = in.readUnsigned();
    long readEnd = in.readUnsigned();
    String systemIdentifier = in.readText();
    long postmasterStart = in.readUnsigned();
    Map<Long, Long> counters = new TreeMap<>();
    for (int left = in.readCount(); left > 0; left--) {
      counters.put(in.readFixed(), in.readUnsigned());
    }
    return new MetricState(
        incarnation, seq, readStart, readEnd, systemIdentifier, postmasterStart, counters);
  }
}
