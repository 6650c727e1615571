package io.dbintel.streams.operators.selection;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.streams.statements.StatementDelta;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums the rows of a poll that are not named, by database. So many databases have a sum of their
 * own, in the order in which they come; the rows of further ones are summed together with those
 * whose database is not known. Not thread-safe.
 */
final class Remainders {
  /** Databases with a sum of their own: a sum of all counters takes some 200 bytes of state. */
  static final int MAX_DATABASES = 16;

  private final List<Sum> sums = new ArrayList<>();
  private Sum last;

  private static final class Sum {
    private final CleanText database;
    private final RowSum total;
    private long rows;

    private Sum(DatabaseSum start) {
      database = start.database();
      rows = start.rows();
      total = new RowSum(start.sum());
    }
  }

  /** Begins with what was summed. */
  Remainders(List<DatabaseSum> start) {
    start.forEach(sum -> sums.add(new Sum(sum)));
  }

  /** Adds a row of the database; null when it is not known. */
  void add(CleanText database, StatementDelta delta) {
    if (last == null || !same(last.database, database)) {
      last = of(database);
    }
    last.rows++;
    last.total.add(delta);
  }

  private Sum of(CleanText database) {
    int named = 0;
    for (Sum sum : sums) {
      if (same(sum.database, database)) {
        return sum;
      }
      named += sum.database == null ? 0 : 1;
    }
    if (database != null && named >= MAX_DATABASES) {
      return of(null);
    }
    Sum next = new Sum(new DatabaseSum(database, 0, StatementDelta.NONE));
    sums.add(next);
    return next;
  }

  private static boolean same(CleanText one, CleanText other) {
    return one == null ? other == null : one.equals(other);
  }

  /** What is summed, by database. */
  List<DatabaseSum> sums() {
    return sums.stream()
        .map(sum -> new DatabaseSum(sum.database, sum.rows, sum.total.total()))
        .toList();
  }
}
