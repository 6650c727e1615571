package io.dbintel.collector.sessions;

import io.dbintel.schemas.avro.Session;
import java.util.List;

/**
 * The sessions at one moment.
 *
 * @param clock database clock, microseconds since the Unix epoch
 * @param total client sessions, idle ones included
 * @param omitted sessions that are not idle and were left out because of the limit
 * @param sessions sessions that are not idle, without literals, in the order of their ids
 */
public record SessionSnapshot(long clock, int total, int omitted, List<Session> sessions) {

  public SessionSnapshot {
    sessions = List.copyOf(sessions);
  }
}
