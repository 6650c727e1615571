package io.dbintel.streams.admin.live;

import io.dbintel.streams.admin.live.TickView.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who waits for whom at a tick. A session that waits for several stands below the first of them;
 * sessions that wait for each other in a circle are cycles, and stand, with those that wait for
 * them, in no tree.
 *
 * @param trees those that wait for nobody and are waited for, the one with the most below it first
 * @param cycles ids of the sessions that wait in a circle, each once
 */
public record BlockingTrees(List<Node> trees, List<List<String>> cycles) {

  /**
   * A session in a tree.
   *
   * @param session null when the tick does not show it
   */
  public record Node(String id, Session session, List<Node> blocks) {

    /** How many sessions the tree has, this one included. */
    public int size() {
      return 1 + blocks.stream().mapToInt(Node::size).sum();
    }
  }

  /** The trees of a tick. */
  public static BlockingTrees of(List<Session> sessions) {
    Map<String, Session> byId = new LinkedHashMap<>();
    Map<String, String> parents = new LinkedHashMap<>();
    Map<String, List<String>> children = new LinkedHashMap<>();
    for (Session session : sessions) {
      byId.put(session.id(), session);
      if (!session.blockedBy().isEmpty()) {
        String parent = session.blockedBy().get(0);
        if (parents.putIfAbsent(session.id(), parent) == null) {
          children.computeIfAbsent(parent, id -> new ArrayList<>()).add(session.id());
        }
      }
    }
    List<Node> trees = new ArrayList<>();
    for (String root : children.keySet()) {
      if (!parents.containsKey(root)) {
        trees.add(node(root, byId, children));
      }
    }
    trees.sort(Comparator.comparingInt(Node::size).reversed());
    return new BlockingTrees(List.copyOf(trees), cycles(parents));
  }

  /** Nobody below a root is above it, as each has one parent: the recursion ends. */
  private static Node node(
      String id, Map<String, Session> byId, Map<String, List<String>> children) {
    List<Node> blocks = new ArrayList<>();
    for (String child : children.getOrDefault(id, List.of())) {
      blocks.add(node(child, byId, children));
    }
    return new Node(id, byId.get(id), List.copyOf(blocks));
  }

  private static List<List<String>> cycles(Map<String, String> parents) {
    List<List<String>> cycles = new ArrayList<>();
    Set<String> done = new LinkedHashSet<>();
    for (String start : parents.keySet()) {
      List<String> path = new ArrayList<>();
      Set<String> onPath = new LinkedHashSet<>();
      String at = start;
      while (at != null && !done.contains(at) && onPath.add(at)) {
        path.add(at);
        at = parents.get(at);
      }
      if (at != null && onPath.contains(at)) {
        cycles.add(List.copyOf(path.subList(path.indexOf(at), path.size())));
      }
      done.addAll(onPath);
    }
    return List.copyOf(cycles);
  }
}
