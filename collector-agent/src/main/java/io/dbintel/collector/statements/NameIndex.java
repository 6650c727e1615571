package io.dbintel.collector.statements;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The dictionary of a chunk: each name once, rows refer to it by position. */
final class NameIndex {

  private static final int UNKNOWN = -1;

  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> positions = new HashMap<>();

  /** Position of the name, which is added when new; -1 for null. */
  int of(String name) {
    if (name == null) {
      return UNKNOWN;
    }
    return positions.computeIfAbsent(
        name,
        added -> {
          names.add(added);
          return names.size() - 1;
        });
  }

  List<String> names() {
    return names;
  }
}
