package io.dbintel.streams.results;

import io.dbintel.streams.statements.Interval;
import java.util.Map;
import java.util.TreeMap;

/** Collects the attributes of an event under their names; a null value is left out. */
final class Attributes {
  private final ResultNames names;
  private final Map<String, Object> values = new TreeMap<>();

  Attributes(ResultNames names) {
    this.names = names;
  }

  Attributes put(String meaning, Object value) {
    return putUnder(names.of(meaning), value);
  }

  /** Puts a value whose name is the meaning's prefix and {@code suffix}. */
  Attributes put(String prefix, String suffix, Object value) {
    return putUnder(names.of(prefix) + suffix, value);
  }

  Attributes put(Interval interval) {
    return put("interval_start", interval.start()).put("interval_end", interval.end());
  }

  private Attributes putUnder(String name, Object value) {
    if (value instanceof Integer number) {
      values.put(name, number.longValue());
    } else if (value instanceof Number || value instanceof Boolean || value instanceof Iterable) {
      values.put(name, value);
    } else if (value != null) {
      values.put(name, value.toString());
    }
    return this;
  }

  Map<String, Object> toMap() {
    return values;
  }
}
