package io.dbintel.collector.statements;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which statement texts were published, and when. Losing it costs bytes. Thread-safe. */
final class PublishedTexts {

  private final long refreshMicros;
  private final int keyLength;
  private final Map<StatementKey, Long> published = new HashMap<>();

  /**
   * @param refresh time after which a text is published again
   * @param keyLength leading bytes of a row's key that identify its text
   */
  PublishedTexts(Duration refresh, int keyLength) {
    this.refreshMicros = refresh.toNanos() / 1_000;
    this.keyLength = keyLength;
  }

  /** Statements among the rows whose text is new or due again, sorted. */
  synchronized Set<StatementKey> wanted(List<CounterRow> rows, long clock) {
    Set<StatementKey> wanted = new TreeSet<>();
    for (CounterRow row : rows) {
      StatementKey key = row.key().prefix(keyLength);
      Long at = published.get(key);
      if (at == null || clock - at >= refreshMicros) {
        wanted.add(key);
      }
    }
    return wanted;
  }

  /** Notes texts that are on their way and will arrive, if late. */
  synchronized void published(Collection<StatementKey> keys, long clock) {
    for (StatementKey key : keys) {
      published.put(key, clock);
    }
  }

  /** Forgets statements that are not among the rows of a full poll. */
  synchronized void retain(List<CounterRow> rows) {
    Set<StatementKey> keys = new HashSet<>();
    for (CounterRow row : rows) {
      keys.add(row.key().prefix(keyLength));
    }
    published.keySet().retainAll(keys);
  }

  synchronized int size() {
    return published.size();
  }
}
