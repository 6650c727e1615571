package io.dbintel.quickstart.view;

import java.util.List;

/**
 * What the table shows at one moment.
 *
 * @param title what is watched
 * @param delivery what arrived at the destination so far
 * @param control circuits, sampling and budgets
 * @param statements greatest share of the time first
 * @param others statements that are not in the list, null when there is none
 * @param waits what sessions do, most sessions first
 * @param blockers sessions that others wait for
 * @param problems what the services complained about lately
 */
public record Snapshot(
    String title,
    String delivery,
    ControlSnapshot control,
    List<StatementLine> statements,
    StatementLine others,
    List<WaitLine> waits,
    List<BlockingTree> blockers,
    List<String> problems) {

  /**
   * One statement over the window.
   *
   * @param database where it runs: database, behind its instance when there are several
   * @param text literal-free text
   * @param callsPerSecond executions a second
   * @param timeShare share of the execution time of all statements, 0 to 1
   * @param meanMillis mean execution time
   * @param rowsPerCall mean number of rows
   */
  public record StatementLine(
      String database,
      String text,
      double callsPerSecond,
      double timeShare,
      double meanMillis,
      double rowsPerCall) {}

  /**
   * What a number of sessions were doing.
   *
   * @param activity {@code CPU}, a wait event as {@code type:event}, or idle in transaction
   * @param sessions mean number over the last ticks
   */
  public record WaitLine(String activity, double sessions) {}

  /**
   * A session with those that wait for it.
   *
   * @param pid process id of its backend
   * @param application its application_name
   * @param doing what it does, and for how long
   * @param text literal-free text of its statement
   * @param waiting sessions that wait for it, longest first
   */
  public record BlockingTree(
      long pid, String application, String doing, String text, List<BlockingTree> waiting) {}
}
