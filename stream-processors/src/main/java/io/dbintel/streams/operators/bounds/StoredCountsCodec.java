package io.dbintel.streams.operators.bounds;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes {@link StoredCounts}, by the names of the stores. */
final class StoredCountsCodec implements PartCodec<StoredCounts> {

  @Override
  public int id() {
    return 10;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(StoredCounts state, StateWriter out) {
    out.writeUnsigned(state.counts().size());
    for (Map.Entry<String, Long> store : state.counts().entrySet()) {
      out.writeText(store.getKey());
      out.writeUnsigned(store.getValue());
    }
  }

  @Override
  public StoredCounts read(StateReader in, int version) {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (int left = in.readCount(); left > 0; left--) {
      counts.put(in.readText(), in.readUnsigned());
    }
    return new StoredCounts(counts);
  }
}
