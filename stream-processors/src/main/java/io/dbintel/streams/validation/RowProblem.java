package io.dbintel.streams.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Why a row of a chunk cannot be used.
 *
 * @param index position of the row in the chunk as sent
 * @param problem what was found and what was expected, free of content
 */
record RowProblem(int index, String problem) {
  private static final int MAX_KINDS = 8;
  private static final int MAX_POSITIONS = 5;

  /** The problems in one line: how many rows, the first of each kind by their positions. */
  static String summary(List<RowProblem> problems) {
    Map<String, List<Integer>> byProblem = new LinkedHashMap<>();
    for (RowProblem one : problems) {
      byProblem.computeIfAbsent(one.problem(), problem -> new ArrayList<>()).add(one.index());
    }
    StringJoiner kinds = new StringJoiner("; ");
    int told = 0;
    for (Map.Entry<String, List<Integer>> kind : byProblem.entrySet()) {
      if (told++ < MAX_KINDS) {
        kinds.add(rows(kind.getValue()) + " " + kind.getKey());
      }
    }
    if (told > MAX_KINDS) {
      kinds.add("and " + (told - MAX_KINDS) + " problems more");
    }
    return problems.size() == 1 ? kinds.toString() : problems.size() + " rows: " + kinds;
  }

  private static String rows(List<Integer> positions) {
    StringJoiner rows = new StringJoiner(", ", positions.size() == 1 ? "row " : "rows ", ":");
    positions.stream().limit(MAX_POSITIONS).forEach(position -> rows.add(position.toString()));
    int left = positions.size() - MAX_POSITIONS;
    if (left > 0) {
      rows.add(left + " more");
    }
    return rows.toString();
  }
}
