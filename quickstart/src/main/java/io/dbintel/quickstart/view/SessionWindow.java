package io.dbintel.quickstart.view;

import io.dbintel.quickstart.view.Snapshot.BlockingTree;
import io.dbintel.quickstart.view.Snapshot.WaitLine;
import io.dbintel.schemas.avro.ResultEvent;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Sampled sessions of the last ticks of each instance. A tick without busy sessions leaves no
 * event, so the time that has passed says how many ticks there were.
 */
final class SessionWindow {

  static final String EVENT = "db.server.query_sample";

  private static final int TICKS = 10;
  private static final int FRESH_TICKS = 3;

  private final long intervalMicros;
  private final Map<String, NavigableMap<Long, Map<Long, SampledSession>>> instances =
      new HashMap<>();
  private long firstMicros = Long.MAX_VALUE;

  /**
   * @param interval time between two ticks whose sessions become results
   */
  SessionWindow(Duration interval) {
    this.intervalMicros = Math.max(1, interval.toNanos() / 1_000);
  }

  void add(ResultEvent event) {
    SampledSession session = SampledSession.of(new EventAttributes(event.getAttributes()));
    firstMicros = Math.min(firstMicros, event.getObservedTime());
    instances
        .computeIfAbsent(event.getResource().getInstance(), absent -> new TreeMap<>())
        .computeIfAbsent(event.getObservedTime(), absent -> new TreeMap<>())
        .put(session.pid(), session);
  }

  /**
   * What sessions did, most sessions first: their mean number over the last ticks.
   *
   * @param nowMicros clock of the agent
   */
  List<WaitLine> waits(long nowMicros) {
    forgetBefore(nowMicros - TICKS * intervalMicros);
    double ticks = Math.min(TICKS, Math.max(1, (nowMicros - firstMicros) / intervalMicros));
    Map<String, Double> sessions = new HashMap<>();
    instances.values().stream()
        .flatMap(ofInstance -> ofInstance.values().stream())
        .flatMap(tick -> tick.values().stream())
        .forEach(session -> sessions.merge(session.activity(), 1 / ticks, Double::sum));
    return sessions.entrySet().stream()
        .map(entry -> new WaitLine(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingDouble(WaitLine::sessions)
                .reversed()
                .thenComparing(WaitLine::activity))
        .toList();
  }

  /** Who blocks whom at the last tick of each instance. */
  List<BlockingTree> blockers(long nowMicros) {
    long fresh = nowMicros - FRESH_TICKS * intervalMicros;
    return instances.values().stream()
        .filter(ofInstance -> !ofInstance.isEmpty() && ofInstance.lastKey() >= fresh)
        .flatMap(ofInstance -> BlockingForest.of(ofInstance.lastEntry().getValue()).stream())
        .toList();
  }

  private void forgetBefore(long micros) {
    instances.values().forEach(ofInstance -> ofInstance.headMap(micros).clear());
  }
}
