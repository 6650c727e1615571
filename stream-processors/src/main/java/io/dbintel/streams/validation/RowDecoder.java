package io.dbintel.streams.validation;

import io.dbintel.schemas.catalogue.StatementCatalogue;
import io.dbintel.schemas.catalogue.StatementCounter;
import io.dbintel.schemas.catalogue.StatementKeyLayout;
import io.dbintel.streams.statements.KeyRange;
import io.dbintel.streams.statements.StatementKey;
import io.dbintel.streams.statements.StatementRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Checks the rows of one chunk and sorts them. A row whose key is valid and whose other fields are
 * not is there but cannot be read; one without a valid key is left out, and then nothing follows
 * from the absence of any key.
 */
final class RowDecoder {
  private static final int MAX_QUERY_ID = 128;

  private final RawChunk raw;
  private final CounterLayout counters;
  private final StatementCatalogue catalogue;
  private final KeyRange range;
  private final List<RowProblem> problems = new ArrayList<>();
  private List<StatementRow> rows;
  private boolean allKeysKnown = true;

  RowDecoder(RawChunk raw, CounterLayout counters, StatementCatalogue catalogue, KeyRange range) {
    this.raw = raw;
    this.counters = counters;
    this.catalogue = catalogue;
    this.range = range;
    this.rows = new ArrayList<>(raw.rows.size());
  }

  void decodeAll() {
    boolean sorted = true;
    StatementKey last = null;
    List<Integer> positions = new ArrayList<>();
    for (int index = 0; index < raw.rows.size(); index++) {
      RawChunk.Row row = raw.rows.get(index);
      String problem = keyProblem(row);
      if (problem != null) {
        allKeysKnown = false;
        problems.add(new RowProblem(index, problem));
        continue;
      }
      StatementKey key = StatementKey.wrap(row.key);
      sorted &= last == null || last.compareTo(key) < 0;
      last = key;
      problem = problem(row);
      if (problem != null) {
        problems.add(new RowProblem(index, problem));
      }
      rows.add(problem == null ? row(key, row) : StatementRow.unreadable(key));
      positions.add(index);
    }
    if (!sorted) {
      sort(positions);
    }
  }

  private StatementRow row(StatementKey key, RawChunk.Row row) {
    return new StatementRow(
        key,
        row.queryId,
        row.database,
        row.user,
        row.nested,
        row.origin,
        counters.dense(row.values));
  }

  /** Sorts by key and drops repetitions of a key, of which the first stays. */
  private void sort(List<Integer> positions) {
    List<Integer> order = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing(i -> rows.get(i).key()));
    List<StatementRow> inOrder = new ArrayList<>(rows.size());
    for (int i : order) {
      StatementRow row = rows.get(i);
      if (!inOrder.isEmpty() && inOrder.get(inOrder.size() - 1).key().equals(row.key())) {
        int index = positions.get(i);
        problems.add(new RowProblem(index, "its key is duplicated"));
      } else {
        inOrder.add(row);
      }
    }
    rows = inOrder;
  }

  private String keyProblem(RawChunk.Row row) {
    int least = catalogue.key().textLength();
    if (row.key == null || row.keyLength < least) {
      return "key has "
          + row.keyLength
          + " bytes; expected "
          + least
          + " to "
          + StatementKeyLayout.MAX_LENGTH;
    }
    if (range != null && !range.contains(StatementKey.wrap(row.key))) {
      return "key is outside the chunk's key_range";
    }
    return null;
  }

  private String problem(RawChunk.Row row) {
    if (row.valueCount != counters.size()) {
      return "has " + row.valueCount + " values; expected " + counters.size();
    }
    if (row.origin < 0) {
      return "origin is " + row.origin + "; expected µs since the epoch";
    }
    if (row.database < -1 || row.database >= raw.databases.size()) {
      return "database is " + row.database + "; expected -1 to " + (raw.databases.size() - 1);
    }
    if (row.user < -1 || row.user >= raw.users.size()) {
      return "user is " + row.user + "; expected -1 to " + (raw.users.size() - 1);
    }
    if (!isId(row.queryId)) {
      return "query_id is a text of "
          + row.queryId.length()
          + " characters; expected at most "
          + MAX_QUERY_ID
          + " without spaces and quotation marks";
    }
    for (int i = 0; i < row.valueCount; i++) {
      if (row.values[i] < 0) {
        return counterName(i) + " is " + row.values[i] + "; expected 0 or more";
      }
    }
    return null;
  }

  private String counterName(int position) {
    StatementCounter counter = catalogue.byNumber(counters.number(position));
    return counter == null ? "counter " + counters.number(position) : counter.name();
  }

  /** Identifiers leave as they are, so they may not hold what a text could. */
  private static boolean isId(String text) {
    if (text.length() > MAX_QUERY_ID) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char at = text.charAt(i);
      boolean word = at >= 'a' && at <= 'z' || at >= 'A' && at <= 'Z' || at >= '0' && at <= '9';
      if (!word && "._:|-".indexOf(at) < 0) {
        return false;
      }
    }
    return true;
  }

  List<StatementRow> rows() {
    return rows;
  }

  List<RowProblem> problems() {
    return problems;
  }

  boolean allKeysKnown() {
    return allKeysKnown;
  }
}
