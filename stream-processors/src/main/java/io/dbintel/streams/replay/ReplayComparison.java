package io.dbintel.streams.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compares what a replay gave with what was given then, as sets of record id and content, one
 * partition after the other: a result is in the same partition of both, so no more than one
 * partition's results of the window are in memory.
 */
final class ReplayComparison {
  /** Name of the event by which a replay tells what it had no base for. */
  static final String COLD = "dbintel.replay.cold";

  private final Map<String, ResultFact> then = new HashMap<>();
  private final Map<String, ResultFact> now = new HashMap<>();
  private final SortedMap<String, KindCount> kinds = new TreeMap<>();
  private final SortedMap<String, InstanceDifference> instances = new TreeMap<>();
  private WorkSum workThen = WorkSum.NONE;
  private WorkSum workNow = WorkSum.NONE;
  private long detectionsThen;
  private long detectionsNow;

  /** A result of live processing. */
  void then(ResultFact fact) {
    then.put(fact.id(), fact);
  }

  /** A result of the replay. */
  void now(ResultFact fact) {
    now.put(fact.id(), fact);
  }

  /** All results of the partition were given. */
  void endPartition() {
    then.forEach((id, before) -> add(before, now.remove(id)));
    now.forEach((id, after) -> add(null, after));
    then.clear();
    now.clear();
  }

  private void add(ResultFact before, ResultFact after) {
    ResultFact any = before == null ? after : before;
    if (any.kind().equals(COLD)) {
      instances.merge(any.instance(), InstanceDifference.cold(any), InstanceDifference::plus);
      return;
    }
    kinds.put(any.kind(), kinds.getOrDefault(any.kind(), KindCount.NONE).with(before, after));
    if (before != null) {
      workThen = workThen.plus(before.work());
      detectionsThen += before.detections();
    }
    if (after != null) {
      workNow = workNow.plus(after.work());
      detectionsNow += after.detections();
    }
    InstanceDifference difference = InstanceDifference.of(before, after);
    if (difference.differing() > 0) {
      instances.merge(any.instance(), difference, InstanceDifference::plus);
    }
  }

  /** What was found. */
  ReplaySummary summary() {
    return new ReplaySummary(kinds, workThen, workNow, detectionsThen, detectionsNow, instances);
  }
}
