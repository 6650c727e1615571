package io.dbintel.streams.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.runtime.http.HttpApi.Request;
import io.dbintel.streams.admin.live.LiveViews;
import io.dbintel.streams.operator.SectionedState;
import io.dbintel.streams.operators.budget.BudgetConfig;
import io.dbintel.streams.operators.budget.SpendLadder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;

/** Lists of what all processes host: each asks itself, and the first one also the others. */
final class Lists {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> LEVELS =
      List.of("none", "sessions_thinned", "fast_statements", "tables");

  /** Each takes memory for all instances of the process. */
  private static final int AT_ONCE = 4;

  private final Semaphore free = new Semaphore(AT_ONCE);
  private final Cluster cluster;
  private final Peers peers;
  private final InstanceAnswers answers;
  private final LiveViews live;
  private final SpendLadder budgets;

  Lists(
      Cluster cluster, Peers peers, InstanceAnswers answers, LiveViews live, BudgetConfig budget) {
    this.cluster = cluster;
    this.peers = peers;
    this.answers = answers;
    this.live = live;
    this.budgets = new SpendLadder(budget);
  }

  /**
   * The list that the operation asks for.
   *
   * @throws ApiException when as many are being made as may be at once
   */
  ObjectNode list(Operation operation, Request request) {
    if (!free.tryAcquire()) {
      throw ApiException.unavailable(
          AT_ONCE + " lists are being made already; ask again in some seconds", null);
    }
    try {
      return made(operation, request);
    } finally {
      free.release();
    }
  }

  private ObjectNode made(Operation operation, Request request) {
    String name = operation.id();
    SortedMap<String, JsonNode> all = new TreeMap<>();
    TreeSet<String> unreachable = new TreeSet<>();
    boolean unnamed = false;
    try {
      all.putAll(own(operation));
      if (!Peers.isForwarded(request)) {
        Cluster.Members members = cluster.members();
        unnamed = members.unnamed();
        peers
            .ask(members.others(), request)
            .forEach((host, answer) -> add(name, host, answer, all, unreachable));
      }
    } catch (ApiException notReady) {
      if (all.isEmpty() && !Peers.isForwarded(request)) {
        throw notReady;
      }
      unreachable.add(cluster.self());
    }
    ObjectNode node = NODES.objectNode();
    node.putArray(name).addAll(all.values());
    node.put("partial", unnamed || !unreachable.isEmpty());
    ArrayNode missing = node.putArray("unreachable");
    unreachable.forEach(missing::add);
    return node;
  }

  private static void add(
      String name,
      String host,
      Optional<JsonNode> answer,
      SortedMap<String, JsonNode> all,
      TreeSet<String> unreachable) {
    if (answer.isEmpty() || !answer.get().path(name).isArray()) {
      unreachable.add(host);
      return;
    }
    for (JsonNode one : answer.get().get(name)) {
      all.put(one.path("instance").asText(one.path("tenant").asText()), one);
    }
    answer.get().path("unreachable").forEach(other -> unreachable.add(other.asText()));
  }

  private SortedMap<String, JsonNode> own(Operation operation) {
    SortedMap<String, JsonNode> all = new TreeMap<>();
    if (operation == Operation.BUDGETS) {
      for (Map.Entry<String, byte[]> tenant : cluster.tenants().entrySet()) {
        budgets
            .standing(tenant.getKey(), SectionedState.of(tenant.getValue()))
            .ifPresent(standing -> all.put(tenant.getKey(), budget(tenant.getKey(), standing)));
      }
      return all;
    }
    for (Map.Entry<String, byte[]> instance : cluster.instances().entrySet()) {
      String id = instance.getKey();
      SectionedState state = SectionedState.of(instance.getValue());
      all.put(
          id,
          operation == Operation.CIRCUITS
              ? answers.circuit(id, state)
              : answers.instance(id, state, cluster.placeOf(id), live.glance(id)));
    }
    return all;
  }

  private static ObjectNode budget(String tenant, SpendLadder.Standing standing) {
    ObjectNode node = NODES.objectNode().put("tenant", tenant).put("month", standing.month());
    node.put("spent", standing.spent()).put("forecast", standing.forecast());
    node.put("budget", standing.budget()).putNull("currency");
    return node.put("level", standing.level()).put("level_name", LEVELS.get(standing.level()));
  }
}
