package io.dbintel.streams.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.redaction.verify.CleanText;
import io.dbintel.streams.admin.live.BlockingTrees;
import io.dbintel.streams.admin.live.LiveInstance;
import io.dbintel.streams.admin.live.PollView;
import io.dbintel.streams.admin.live.PollView.Work;
import io.dbintel.streams.admin.live.TickView;
import io.dbintel.streams.statements.Interval;
import java.util.Comparator;
import java.util.List;

/** What was seen last of an instance, in the words of the API. */
final class LiveAnswers {
  static final List<String> ORDERS = List.of("time", "calls", "rows", "mean");

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double MICROS_PER_MILLI = 1e3;

  private LiveAnswers() {}

  /** Statements of the last poll. */
  static ObjectNode statements(String name, LiveInstance live, String order, long limit) {
    PollView poll = live.poll();
    ObjectNode node = NODES.objectNode().put("instance", name);
    window(node, poll == null ? null : poll.interval());
    ArrayNode list = node.putArray("statements");
    long left = poll == null ? 0 : poll.all();
    Work rest = poll == null ? new Work(0, 0, 0) : poll.sum();
    if (poll != null) {
      List<PollView.Statement> shown =
          poll.statements().stream().sorted(by(order)).limit(limit).toList();
      for (PollView.Statement statement : shown) {
        list.add(statement(statement, poll.sum()));
        left--;
        rest = rest.minus(statement.work());
      }
    }
    node.putObject("remainder")
        .put("statements", left)
        .put("calls", rest.calls())
        .put("rows", rest.rows())
        .put("time_ms", rest.nanos() / NANOS_PER_MILLI);
    return node;
  }

  private static void window(ObjectNode node, Interval interval) {
    if (interval == null || interval.start() <= 0) {
      node.putNull("window");
      return;
    }
    node.putObject("window")
        .put("from", Times.ofMicros(interval.start()))
        .put("to", Times.ofMicros(interval.end()));
  }

  private static Comparator<PollView.Statement> by(String order) {
    Comparator<PollView.Statement> least =
        switch (order) {
          case "calls" -> Comparator.comparingLong(statement -> statement.work().calls());
          case "rows" -> Comparator.comparingLong(statement -> statement.work().rows());
          case "mean" -> Comparator.comparingDouble(statement -> mean(statement.work()));
          default -> Comparator.comparingLong(statement -> statement.work().nanos());
        };
    return least.reversed();
  }

  private static double mean(Work work) {
    return work.calls() == 0 ? -1 : work.nanos() / NANOS_PER_MILLI / work.calls();
  }

  private static ObjectNode statement(PollView.Statement statement, Work all) {
    Work work = statement.work();
    ObjectNode node = NODES.objectNode().put("query_id", statement.queryId());
    put(node, "query_text", statement.text());
    put(node, "db_namespace", statement.database());
    put(node, "user_name", statement.user());
    node.put("calls", work.calls()).put("rows", work.rows());
    node.put("time_ms", work.nanos() / NANOS_PER_MILLI);
    node.put("mean_ms", work.calls() == 0 ? null : mean(work));
    node.put("share_of_time", all.nanos() == 0 ? 0 : (double) work.nanos() / all.nanos());
    return node.put("weight", statement.weight());
  }

  /** Sessions of the last tick. */
  static ObjectNode sessions(String name, LiveInstance live) {
    TickView tick = live.tick();
    ObjectNode node = NODES.objectNode().put("instance", name);
    node.put("time", tick == null ? null : Times.ofMicros(tick.time()));
    node.put("all", tick == null ? 0 : tick.all());
    ArrayNode list = node.putArray("sessions");
    if (tick != null) {
      tick.sessions().forEach(session -> fill(list.addObject(), session));
    }
    return node;
  }

  /** Who waited for whom at the last tick. */
  static ObjectNode blocking(String name, LiveInstance live) {
    TickView tick = live.tick();
    ObjectNode node = NODES.objectNode().put("instance", name);
    node.put("time", tick == null ? null : Times.ofMicros(tick.time()));
    BlockingTrees trees = BlockingTrees.of(tick == null ? List.of() : tick.sessions());
    ArrayNode list = node.putArray("trees");
    trees.trees().forEach(tree -> fill(list.addObject(), tree));
    ArrayNode cycles = node.putArray("cycles");
    trees.cycles().forEach(cycle -> cycle.forEach(cycles.addArray()::add));
    return node;
  }

  private static void fill(ObjectNode node, BlockingTrees.Node tree) {
    if (tree.session() == null) {
      node.put("pid", tree.id()).putArray("blocked_by");
    } else {
      fill(node, tree.session());
    }
    ArrayNode blocks = node.putArray("blocks");
    tree.blocks().forEach(blocked -> fill(blocks.addObject(), blocked));
  }

  private static void fill(ObjectNode node, TickView.Session session) {
    node.put("pid", session.id());
    put(node, "user_name", session.user());
    put(node, "db_namespace", session.database());
    put(node, "application_name", session.application());
    put(node, "state", session.state());
    put(node, "wait_event_type", session.waitEventType());
    put(node, "wait_event", session.waitEvent());
    node.put("query_id", session.queryId());
    put(node, "query_text", session.text());
    long running = session.runningMicros();
    node.put("duration_ms", running < 0 ? null : running / MICROS_PER_MILLI);
    ArrayNode blockers = node.putArray("blocked_by");
    session.blockedBy().forEach(blockers::add);
  }

  private static void put(ObjectNode node, String name, CleanText text) {
    node.put(name, text == null ? null : text.toString());
  }
}
