package io.dbintel.streams.operators.quality;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.dbintel.streams.statements.StatementRow;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds values to an hour's sketches. A sketch is an UltraLogLog (Ertl, "UltraLogLog: A Practical
 * and More Space-Efficient Alternative to HyperLogLog for Approximate Distinct Counting", 2024) of
 * 256 bytes, with a standard error of 5 %; neither the order of values nor how often one comes
 * changes it. Not thread-safe.
 */
final class DistinctValues {
  /** Bytes of a sketch: a power of two. */
  static final int SKETCH_BYTES = 256;

  private static final int PRECISION = Integer.numberOfTrailingZeros(SKETCH_BYTES);

  /** Part of stored sketches: another hash would count every value once more. */
  private static final Hasher64 HASH = Hashing.komihash5_0();

  private final CardinalityState prior;
  private final SortedMap<String, byte[]> before;
  private final SortedMap<String, UltraLogLog> changed = new TreeMap<>();

  /** Adds to what was there. */
  DistinctValues(CardinalityState state) {
    this.prior = state;
    this.before = state.sketches();
  }

  /** Adds a value of the attribute; null adds nothing, nor does an attribute without a name. */
  void add(String attribute, Object value) {
    if (attribute != null && value != null) {
      sketch(attribute).add(HASH.hashCharsToLong(value.toString()));
    }
  }

  /** Adds the keys of rows. */
  void addKeys(String attribute, List<StatementRow> rows) {
    if (attribute == null || rows.isEmpty()) {
      return;
    }
    UltraLogLog sketch = sketch(attribute);
    for (StatementRow row : rows) {
      sketch.add(HASH.hashBytesToLong(row.key().storeKey()));
    }
  }

  private UltraLogLog sketch(String attribute) {
    UltraLogLog sketch = changed.get(attribute);
    if (sketch == null) {
      byte[] known = before.get(attribute);
      sketch = known == null ? UltraLogLog.create(PRECISION) : UltraLogLog.wrap(known.clone());
      changed.put(attribute, sketch);
    }
    return sketch;
  }

  /** What was there, with what was added; the same object where that changes no sketch. */
  CardinalityState state() {
    changed
        .entrySet()
        .removeIf(one -> Arrays.equals(before.get(one.getKey()), one.getValue().getState()));
    if (changed.isEmpty()) {
      return prior;
    }
    SortedMap<String, byte[]> sketches = new TreeMap<>(before);
    changed.forEach((attribute, sketch) -> sketches.put(attribute, sketch.getState()));
    return new CardinalityState(prior.hour(), sketches);
  }

  static long estimate(byte[] sketch) {
    return Math.round(UltraLogLog.wrap(sketch.clone()).getDistinctCountEstimate());
  }
}
