package io.dbintel.quickstart.view;

import io.dbintel.quickstart.view.Snapshot.BlockingTree;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Builds, from who waits for whom, one tree for each session that waits for nobody. */
final class BlockingForest {

  private final Map<Long, SampledSession> sessions;
  private final Set<Long> placed = new HashSet<>();

  private BlockingForest(Map<Long, SampledSession> sessions) {
    this.sessions = sessions;
  }

  /** Trees in the order of their roots' process ids; a session stands in one place only. */
  static List<BlockingTree> of(Map<Long, SampledSession> sessions) {
    Set<Long> blockers = new TreeSet<>();
    sessions.values().forEach(session -> blockers.addAll(session.blockedBy()));
    BlockingForest forest = new BlockingForest(sessions);
    List<Long> roots =
        blockers.stream()
            .filter(pid -> !sessions.containsKey(pid) || sessions.get(pid).blockedBy().isEmpty())
            .toList();
    return roots.stream().map(forest::tree).toList();
  }

  private BlockingTree tree(long pid) {
    placed.add(pid);
    List<SampledSession> waiting =
        sessions.values().stream()
            .filter(session -> session.blockedBy().contains(pid))
            .filter(session -> placed.add(session.pid()))
            .sorted(Comparator.comparingDouble(SampledSession::millis).reversed())
            .toList();
    List<BlockingTree> below = waiting.stream().map(session -> tree(session.pid())).toList();
    SampledSession session = sessions.get(pid);
    return session == null
        ? new BlockingTree(pid, "", "not sampled", "", below)
        : new BlockingTree(pid, session.application(), session.doing(), session.text(), below);
  }
}
