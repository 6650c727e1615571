package io.dbintel.quickstart.view;

import io.dbintel.quickstart.view.Snapshot.BlockingTree;
import io.dbintel.quickstart.view.Snapshot.WaitLine;
import io.dbintel.schemas.avro.ResultEvent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Sampled sessions of the last ticks of each instance, by the clock of each database. */
final class SessionWindow {

  static final String EVENT = "db.server.query_sample";

  private final int ticks;
  private final Map<String, NavigableMap<Long, Tick>> instances = new HashMap<>();

  /**
   * @param ticks ticks over which waits are averaged
   */
  SessionWindow(int ticks) {
    this.ticks = ticks;
  }

  /** Sessions of one moment, by process id; seen by the agent at {@code observedMicros}. */
  private record Tick(long observedMicros, Map<Long, SampledSession> sessions) {}

  void add(ResultEvent event) {
    SampledSession session = SampledSession.of(new EventAttributes(event.getAttributes()));
    NavigableMap<Long, Tick> kept =
        instances.computeIfAbsent(event.getResource().getInstance(), absent -> new TreeMap<>());
    kept.computeIfAbsent(
            event.getTime(), absent -> new Tick(event.getObservedTime(), new TreeMap<>()))
        .sessions()
        .put(session.pid(), session);
    while (kept.size() > ticks) {
      kept.pollFirstEntry();
    }
  }

  /** Forgets ticks that the agent saw before; an instance without busy sessions has none. */
  void expire(long observedBeforeMillis) {
    long oldest = TimeUnit.MILLISECONDS.toMicros(observedBeforeMillis);
    instances.values().forEach(kept -> kept.values().removeIf(t -> t.observedMicros() < oldest));
    instances.values().removeIf(Map::isEmpty);
  }

  /** What sessions did, most sessions first: mean number over the ticks kept. */
  List<WaitLine> waits() {
    Map<String, Double> sessions = new HashMap<>();
    for (NavigableMap<Long, Tick> kept : instances.values()) {
      for (Tick tick : kept.values()) {
        tick.sessions()
            .values()
            .forEach(s -> sessions.merge(s.activity(), 1.0 / kept.size(), Double::sum));
      }
    }
    return sessions.entrySet().stream()
        .map(entry -> new WaitLine(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingDouble(WaitLine::sessions)
                .reversed()
                .thenComparing(WaitLine::activity))
        .toList();
  }

  /** Who blocks whom at the last tick of each instance. */
  List<BlockingTree> blockers() {
    return instances.values().stream()
        .map(kept -> kept.lastEntry().getValue())
        .flatMap(tick -> BlockingForest.of(tick.sessions()).stream())
        .collect(Collectors.toList());
  }
}
