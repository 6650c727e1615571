package io.dbintel.quickstart.view;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One session of one tick.
 *
 * @param pid process id of its backend
 * @param application its application_name
 * @param state as in pg_stat_activity
 * @param waitEvent {@code type:event}, empty when it waits for nothing
 * @param millis how long its statement runs; of a session without one, how long its last one ran
 * @param text literal-free text
 * @param blockedBy process ids it waits for
 */
record SampledSession(
    long pid,
    String application,
    String state,
    String waitEvent,
    double millis,
    String text,
    List<Long> blockedBy) {

  private static final double MILLIS_PER_SECOND = 1e3;

  static SampledSession of(EventAttributes attributes) {
    String type = attributes.text("postgresql.wait_event_type");
    return new SampledSession(
        attributes.number("postgresql.pid"),
        attributes.text("postgresql.application_name"),
        attributes.text("postgresql.state"),
        type.isEmpty() ? "" : type + ":" + attributes.text("postgresql.wait_event"),
        attributes.decimal("postgresql.total_exec_time"),
        attributes.text("db.query.text"),
        pids(attributes.text("postgresql.blocking.pids")));
  }

  /** What the session is doing, to count by. */
  String activity() {
    if (!state.equals("active")) {
      return state.isEmpty() ? "unknown" : state;
    }
    return waitEvent.isEmpty() ? "CPU" : waitEvent;
  }

  /** What the session is doing, and for how long, to read. */
  String doing() {
    if (!state.equals("active")) {
      return activity();
    }
    String verb = blockedBy.isEmpty() ? "runs " : "waits ";
    String time = String.format(Locale.ROOT, "%.1f s", millis / MILLIS_PER_SECOND);
    return verb + time + (waitEvent.isEmpty() ? "" : ", " + waitEvent);
  }

  /** Reads a PostgreSQL array literal, {@code {1,2}}; {@code {}} when nothing blocks. */
  private static List<Long> pids(String literal) {
    return Arrays.stream(literal.replaceAll("[{}\\s]", "").split(","))
        .filter(pid -> !pid.isEmpty())
        .map(Long::valueOf)
        .toList();
  }
}
