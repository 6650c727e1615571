package io.dbintel.quickstart.view;

import io.dbintel.quickstart.view.Snapshot.StatementLine;
import io.dbintel.schemas.avro.ResultEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Statement deltas of the last seconds, by the clock of each database. An event counts whole while
 * the end of its interval is inside the window.
 */
final class StatementWindow {

  static final String EVENT = "db.server.top_query";

  private static final double MICROS_PER_SECOND = 1e6;
  private static final double NANOS_PER_MILLI = 1e6;

  private final long windowMicros;
  private final Map<StatementKey, Deque<Delta>> deltas = new HashMap<>();
  private final Map<StatementKey, String> texts = new HashMap<>();
  private final Map<String, Reach> reach = new HashMap<>();

  /**
   * @param windowSeconds how far back it looks
   */
  StatementWindow(int windowSeconds) {
    this.windowMicros = windowSeconds * (long) MICROS_PER_SECOND;
  }

  /** Statement of one database; no key for the sum of those that are not named. */
  private record StatementKey(String instance, String database, String queryId, String key) {

    boolean named() {
      return !key.isEmpty();
    }
  }

  private record Delta(long end, long calls, long nanos, long rows) {}

  /** First start and last end of the intervals of one instance, in microseconds. */
  private record Reach(long start, long end) {

    Reach include(long from, long to) {
      return new Reach(Math.min(start, from), Math.max(end, to));
    }
  }

  private record Sum(StatementKey key, long calls, long nanos, long rows) {}

  void add(ResultEvent event) {
    EventAttributes attributes = new EventAttributes(event.getAttributes());
    String instance = event.getResource().getInstance();
    StatementKey key =
        new StatementKey(
            instance,
            attributes.text("db.namespace"),
            attributes.text("postgresql.queryid"),
            attributes.text("dbintel.statement.key"));
    long start = attributes.number("dbintel.interval.start");
    long end = attributes.number("dbintel.interval.end");
    reach.merge(instance, new Reach(start, end), (old, added) -> old.include(start, end));
    deltas
        .computeIfAbsent(key, absent -> new ArrayDeque<>())
        .add(
            new Delta(
                end,
                attributes.number("postgresql.calls"),
                attributes.number("dbintel.total_exec_time_ns"),
                attributes.number("postgresql.rows")));
    String text = attributes.text("db.query.text");
    if (!text.isEmpty()) {
      texts.put(key, text);
    }
  }

  /**
   * The statements with the greatest share of the time, and the rest as one line, null when empty.
   *
   * @param top most lines to name
   */
  Ranking rank(int top) {
    List<Sum> sums = sums();
    double totalNanos = Math.max(1, sums.stream().mapToLong(Sum::nanos).sum());
    List<Sum> named =
        sums.stream()
            .filter(sum -> sum.key().named())
            .sorted(Comparator.comparingLong(Sum::nanos).reversed())
            .toList();
    List<Sum> first = named.subList(0, Math.min(top, named.size()));
    List<Sum> rest = new ArrayList<>(sums);
    rest.removeAll(first);
    return new Ranking(
        first.stream().map(sum -> line(sum, totalNanos)).toList(),
        rest.isEmpty() ? null : others(rest, totalNanos));
  }

  /**
   * Statements in the order of their share of the time.
   *
   * @param first the greatest
   * @param others all others as one line, null when there is none
   */
  record Ranking(List<StatementLine> first, StatementLine others) {}

  private List<Sum> sums() {
    List<Sum> sums = new ArrayList<>();
    deltas.forEach(
        (key, kept) -> {
          long oldest = reach.get(key.instance()).end() - windowMicros;
          kept.removeIf(delta -> delta.end() <= oldest);
          sums.add(
              new Sum(
                  key,
                  kept.stream().mapToLong(Delta::calls).sum(),
                  kept.stream().mapToLong(Delta::nanos).sum(),
                  kept.stream().mapToLong(Delta::rows).sum()));
        });
    deltas.values().removeIf(Deque::isEmpty);
    texts.keySet().retainAll(deltas.keySet());
    sums.removeIf(sum -> sum.calls() == 0);
    return sums;
  }

  private StatementLine line(Sum sum, double totalNanos) {
    StatementKey key = sum.key();
    String database = reach.size() > 1 ? key.instance() + "/" + key.database() : key.database();
    String text = texts.getOrDefault(key, "(query id " + key.queryId() + ")");
    return new StatementLine(
        database,
        text,
        sum.calls() / seconds(key.instance()),
        sum.nanos() / totalNanos,
        sum.nanos() / NANOS_PER_MILLI / sum.calls(),
        (double) sum.rows() / sum.calls());
  }

  private StatementLine others(List<Sum> rest, double totalNanos) {
    long calls = rest.stream().mapToLong(Sum::calls).sum();
    long nanos = rest.stream().mapToLong(Sum::nanos).sum();
    long rows = rest.stream().mapToLong(Sum::rows).sum();
    return new StatementLine(
        "",
        "(all other statements)",
        rest.stream().mapToDouble(sum -> sum.calls() / seconds(sum.key().instance())).sum(),
        nanos / totalNanos,
        nanos / NANOS_PER_MILLI / calls,
        (double) rows / calls);
  }

  private double seconds(String instance) {
    Reach known = reach.get(instance);
    long span = Math.min(windowMicros, known.end() - known.start());
    return Math.max(1, span) / MICROS_PER_SECOND;
  }
}
