package io.dbintel.systemtests.exactness;

import io.dbintel.embedded.OtlpReceiver;
import io.dbintel.embedded.ReceivedLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What arrived over OTLP, summed per statement of one role. */
final class ExportedCounts {

  private final Map<StatementId, Totals> byStatement = new HashMap<>();
  private final List<FlaggedInterval> flagged = new ArrayList<>();
  private final Set<String> recordIds = new HashSet<>();
  private int duplicates;

  private ExportedCounts() {}

  /** A time in which executions may be missing, database clock in microseconds since the epoch. */
  record FlaggedInterval(String flag, long fromMicros, long toMicros) {}

  static ExportedCounts of(OtlpReceiver receiver, String instance, long userid) {
    return of(receiver.logRecords(), instance, userid);
  }

  static ExportedCounts of(List<ReceivedLog> logs, String instance, long userid) {
    ExportedCounts counts = new ExportedCounts();
    for (ReceivedLog log : logs) {
      if (log.eventName().equals("db.server.top_query")
          && instance.equals(log.resource().get("dbintel.instance"))) {
        counts.add(log.attributes(), userid);
      }
    }
    return counts;
  }

  Map<StatementId, Totals> byStatement() {
    return byStatement;
  }

  Totals sum() {
    return byStatement.values().stream().reduce(Totals.NONE, Totals::plus);
  }

  /** Result records of any role that arrived more than once. */
  int duplicates() {
    return duplicates;
  }

  List<FlaggedInterval> flagged() {
    return flagged;
  }

  Set<String> flags() {
    Set<String> flags = new TreeSet<>();
    flagged.forEach(interval -> flags.add(interval.flag()));
    return flags;
  }

  private void add(Map<String, Object> row, long userid) {
    if (!recordIds.add((String) row.get("dbintel.record.id"))) {
      duplicates++;
    }
    boolean named = !Boolean.TRUE.equals(row.get("dbintel.remainder"));
    if (!named) {
      return;
    }
    StatementId id = StatementId.ofKey((String) row.get("dbintel.statement.key"));
    if (id.userid() == userid) {
      requireSameQueryId(id, (String) row.get("postgresql.queryid"));
      Totals totals =
          new Totals(
              number(row, "postgresql.calls"),
              number(row, "postgresql.rows"),
              number(row, "dbintel.total_exec_time_ns"));
      byStatement.merge(id, totals, Totals::plus);
      flags(row)
          .forEach(
              flag ->
                  flagged.add(
                      new FlaggedInterval(
                          flag,
                          number(row, "dbintel.interval.start"),
                          number(row, "dbintel.interval.end"))));
    }
  }

  private static void requireSameQueryId(StatementId id, String queryid) {
    if (!Long.toString(id.queryid()).equals(queryid)) {
      throw new IllegalStateException(
          "postgresql.queryid is " + queryid + ", the statement key says " + id.queryid());
    }
  }

  private static List<String> flags(Map<String, Object> row) {
    Object flags = row.getOrDefault("dbintel.flags", List.of());
    List<String> names = new ArrayList<>();
    for (Object flag : (List<?>) flags) {
      if (!flag.equals("first_seen")) {
        names.add((String) flag);
      }
    }
    return names;
  }

  private static long number(Map<String, Object> row, String attribute) {
    Object value = row.get(attribute);
    if (!(value instanceof Long)) {
      throw new IllegalStateException(
          "a db.server.top_query record has " + attribute + "=" + value + "; expected an integer");
    }
    return (Long) value;
  }
}
