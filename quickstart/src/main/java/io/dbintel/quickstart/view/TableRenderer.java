package io.dbintel.quickstart.view;

import io.dbintel.quickstart.view.Snapshot.BlockingTree;
import io.dbintel.quickstart.view.Snapshot.StatementLine;
import io.dbintel.quickstart.view.Snapshot.WaitLine;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes lines of a snapshot, none wider than the terminal. */
final class TableRenderer {

  private static final int BAR_PER_SESSION = 4;
  private static final int BAR_LIMIT = 40;
  private static final int WIDEST_DATABASE = 30;
  private static final String HEADING_DATABASE = "database";
  private static final String HEADING = "%9s %6s %9s %9s  %s %s";
  private static final String ROW = "%9.1f %5.1f%% %9.2f %9.1f  %s %s";

  private static final int WAITING_SHOWN = 6;

  private final int width;
  private final ControlRenderer control;

  /**
   * @param width columns of the terminal
   * @param zone of the times that it shows
   */
  TableRenderer(int width, ZoneId zone) {
    this.width = width;
    this.control = new ControlRenderer(zone);
  }

  List<String> render(Snapshot snapshot) {
    List<String> lines = new ArrayList<>();
    lines.add(snapshot.title());
    lines.addAll(snapshot.delivery().lines().toList());
    lines.add("");
    control.render(snapshot.control(), lines);
    lines.add("");
    statements(snapshot, lines);
    lines.add("");
    waits(snapshot.waits(), lines);
    lines.add("");
    blockers(snapshot.blockers(), lines);
    problems(snapshot.problems(), lines);
    return lines.stream().map(this::fit).toList();
  }

  private static void statements(Snapshot snapshot, List<String> lines) {
    List<StatementLine> rows = new ArrayList<>(snapshot.statements());
    if (snapshot.others() != null) {
      rows.add(snapshot.others());
    }
    int database = rows.stream().mapToInt(row -> row.database().length()).max().orElse(0);
    int columns = Math.min(WIDEST_DATABASE, Math.max(HEADING_DATABASE.length(), database));
    lines.add("TOP STATEMENTS");
    lines.add(
        String.format(
            HEADING,
            "calls/s",
            "time",
            "mean ms",
            "rows/call",
            cell(HEADING_DATABASE, columns),
            "statement"));
    if (snapshot.statements().isEmpty()) {
      lines.add("  waiting for two polls ...");
    }
    rows.forEach(row -> lines.add(row(row, columns)));
  }

  private static String row(StatementLine line, int databaseColumns) {
    return String.format(
        Locale.ROOT,
        ROW,
        line.callsPerSecond(),
        line.timeShare() * 100,
        line.meanMillis(),
        line.rowsPerCall(),
        cell(line.database(), databaseColumns),
        line.text());
  }

  /** Padded or cut to the width. */
  private static String cell(String text, int columns) {
    return text.length() <= columns
        ? text + " ".repeat(columns - text.length())
        : text.substring(0, columns - 1) + "…";
  }

  private static void waits(List<WaitLine> waits, List<String> lines) {
    lines.add("ACTIVE SESSIONS BY WAIT EVENT");
    if (waits.isEmpty()) {
      lines.add("  none");
    }
    for (WaitLine wait : waits) {
      int bar = (int) Math.min(BAR_LIMIT, Math.ceil(wait.sessions() * BAR_PER_SESSION));
      lines.add(
          String.format(
              Locale.ROOT,
              "%9.1f  %-32s %s",
              wait.sessions(),
              wait.activity(),
              "#".repeat(Math.max(1, bar))));
    }
  }

  private static void blockers(List<BlockingTree> blockers, List<String> lines) {
    lines.add("WHO BLOCKS WHOM");
    if (blockers.isEmpty()) {
      lines.add("  nobody");
    }
    blockers.forEach(tree -> branch(tree, 0, lines));
  }

  private static void branch(BlockingTree tree, int depth, List<String> lines) {
    lines.add(
        String.format(
            "%s%d %s [%s] %s",
            arrow(depth), tree.pid(), tree.application(), tree.doing(), tree.text()));
    List<BlockingTree> waiting = tree.waiting();
    int shown = Math.min(WAITING_SHOWN, waiting.size());
    waiting.subList(0, shown).forEach(below -> branch(below, depth + 1, lines));
    if (waiting.size() > shown) {
      lines.add(arrow(depth + 1) + "and " + (waiting.size() - shown) + " more");
    }
  }

  private static String arrow(int depth) {
    return depth == 0 ? "  " : "  " + "    ".repeat(depth - 1) + " └─ ";
  }

  private static void problems(List<String> problems, List<String> lines) {
    if (!problems.isEmpty()) {
      lines.add("");
      lines.add("PROBLEMS");
      problems.forEach(problem -> lines.add("  " + problem));
    }
  }

  private String fit(String line) {
    String oneLine = line.replaceAll("[\\n\\r\\t]+ *", " ").stripTrailing();
    return oneLine.length() <= width ? oneLine : oneLine.substring(0, width - 1) + "…";
  }
}
