package io.dbintel.streams.admin.live;

import io.dbintel.redaction.verify.CleanText;
import java.util.List;

/**
 * The sessions of a database at one moment.
 *
 * @param time µs of the database clock
 * @param all how many there were
 * @param sessions some of them, in the order of the tick
 */
public record TickView(long time, int all, List<Session> sessions) {

  /** Most sessions of a tick that are held. */
  public static final int MAX_SESSIONS = 200;

  /**
   * A session; null where something is not known.
   *
   * @param id names it in its database
   * @param text of its current or last statement, shortened
   * @param runningMicros how long that runs, or ran, µs; -1 when not known
   * @param blockedBy ids of the sessions that it waits for
   */
  public record Session(
      String id,
      CleanText user,
      CleanText database,
      CleanText application,
      CleanText state,
      CleanText waitEventType,
      CleanText waitEvent,
      String queryId,
      CleanText text,
      long runningMicros,
      List<String> blockedBy) {}
}
