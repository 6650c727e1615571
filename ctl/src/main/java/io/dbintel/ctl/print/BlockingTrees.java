package io.dbintel.ctl.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Draws who waits for whom: a blocker, and below it those that wait for it. */
public final class BlockingTrees {

  /** Deeper than this nobody can read, and a document could nest without end. */
  private static final int DEEPEST = 50;

  private final List<String> lines = new ArrayList<>();

  private BlockingTrees() {}

  /** The lines of an answer of {@code …/blocking}. */
  public static List<String> lines(JsonNode answer) {
    BlockingTrees drawing = new BlockingTrees();
    for (JsonNode tree : answer.path("trees")) {
      drawing.lines.add(session(tree));
      drawing.below(tree.path("blocks"), "", 1);
    }
    for (JsonNode cycle : answer.path("cycles")) {
      List<String> pids =
          StreamSupport.stream(cycle.spliterator(), false).map(Units::text).toList();
      drawing.lines.add(
          SafeText.line(
              "deadlock: "
                  + String.join(" waits for ", pids)
                  + (pids.isEmpty() ? "" : " waits for " + pids.get(0))));
    }
    return drawing.lines;
  }

  private void below(JsonNode waiting, String indent, int depth) {
    for (int i = 0; i < waiting.size(); i++) {
      boolean last = i == waiting.size() - 1;
      lines.add(indent + (last ? "└─ " : "├─ ") + session(waiting.get(i)));
      JsonNode further = waiting.get(i).path("blocks");
      String deeper = indent + (last ? "   " : "│  ");
      if (depth < DEEPEST) {
        below(further, deeper, depth + 1);
      } else if (!further.isEmpty()) {
        lines.add(deeper + "└─ and more, see --json");
      }
    }
  }

  private static String session(JsonNode session) {
    StringBuilder line = new StringBuilder(Units.text(session.path("pid")));
    part(line, " ", session.path("user_name"));
    part(line, " @ ", session.path("db_namespace"));
    line.append(" [").append(doing(session));
    if (session.path("duration_ms").isNumber()) {
      line.append(", ").append(Units.millis(session.path("duration_ms")));
    }
    line.append(']');
    part(line, " ", session.path("query_text"));
    return SafeText.line(line.toString());
  }

  private static void part(StringBuilder line, String before, JsonNode value) {
    if (!value.asText("").isEmpty() && !value.isNull()) {
      line.append(before).append(value.asText());
    }
  }

  /** What a session waits for, else its state. */
  public static String doing(JsonNode session) {
    String event = Units.text(session.path("wait_event"));
    if (event.equals("-")) {
      return Units.text(session.path("state"));
    }
    String type = Units.text(session.path("wait_event_type"));
    return type.equals("-") ? event : type + ":" + event;
  }
}
