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

  /** Texts beyond those of the last full poll: where statements come and go, they would pile up. */
  private static final int MORE_TEXTS = 5_000;

  /** Texts wanted at once: the rest has its turn in the polls that follow. */
  private static final int MAX_WANTED = 5_000;

  private final long refreshMicros;
  private final int keyLength;
  private final Map<StatementKey, Long> published = new HashMap<>();
  private int textsOfFullPoll;

  /**
   * @param refresh time after which a text is published again
   * @param keyLength leading bytes of a row's key that identify its text
   */
  PublishedTexts(Duration refresh, int keyLength) {
    this.refreshMicros = refresh.toNanos() / 1_000;
    this.keyLength = keyLength;
  }

  /**
   * Statements among the rows whose text is new or due again, sorted; not more than are read at
   * once.
   */
  synchronized Set<StatementKey> wanted(List<CounterRow> rows, long clock) {
    TreeSet<StatementKey> wanted = new TreeSet<>();
    for (CounterRow row : rows) {
      StatementKey key = row.key().prefix(keyLength);
      Long at = published.get(key);
      // a clock that was once far ahead must not hold texts back until then
      if (at == null || Math.abs(clock - at) >= refreshMicros) {
        wanted.add(key);
        if (wanted.size() > MAX_WANTED) {
          wanted.remove(wanted.last());
        }
      }
    }
    return wanted;
  }

  /** Notes texts that are on their way and will arrive, if late. */
  synchronized void published(Collection<StatementKey> keys, long clock) {
    if (published.size() > 2 * textsOfFullPoll + MORE_TEXTS) {
      published.clear();
    }
    for (StatementKey key : keys) {
      published.put(key, clock);
    }
  }

  /** Forgets statements that are not among the rows of a full poll, given by their keys. */
  synchronized void retain(Collection<StatementKey> rows) {
    Set<StatementKey> keys = new HashSet<>();
    for (StatementKey row : rows) {
      keys.add(row.prefix(keyLength));
    }
    published.keySet().retainAll(keys);
    textsOfFullPoll = keys.size();
  }

  /** Texts that were on their way will not arrive. */
  synchronized void forget(Collection<StatementKey> keys) {
    published.keySet().removeAll(keys);
  }

  synchronized int size() {
    return published.size();
  }
}
