package io.dbintel.collector.statements;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which statement texts were published, and when. Losing it costs bytes. Thread-safe. */
final class PublishedTexts {

  private final long refreshMicros;
  private final Map<TextKey, Long> published = new HashMap<>();

  /** Statements with one text: users share it. */
  record TextKey(long dbid, long queryid) implements Comparable<TextKey> {

    static TextKey of(StatementKey key) {
      return new TextKey(key.dbid(), key.queryid());
    }

    @Override
    public int compareTo(TextKey other) {
      int order = Long.compareUnsigned(dbid, other.dbid);
      return order == 0 ? Long.compareUnsigned(queryid, other.queryid) : order;
    }
  }

  PublishedTexts(Duration refresh) {
    this.refreshMicros = refresh.toNanos() / 1_000;
  }

  /** Statements among the rows whose text is new or due again, sorted. */
  synchronized Set<TextKey> wanted(List<CounterRow> rows, long clock) {
    Set<TextKey> wanted = new TreeSet<>();
    for (CounterRow row : rows) {
      TextKey key = TextKey.of(row.key());
      Long at = published.get(key);
      if (at == null || clock - at >= refreshMicros) {
        wanted.add(key);
      }
    }
    return wanted;
  }

  /** Notes texts that are on their way and will arrive, if late. */
  synchronized void published(Collection<TextKey> keys, long clock) {
    for (TextKey key : keys) {
      published.put(key, clock);
    }
  }

  /** Forgets statements that a full poll did not show. */
  synchronized void retain(Set<TextKey> keys) {
    published.keySet().retainAll(keys);
  }

  synchronized int size() {
    return published.size();
  }
}
