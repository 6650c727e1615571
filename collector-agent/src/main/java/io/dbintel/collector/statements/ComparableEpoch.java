package io.dbintel.collector.statements;

/**
 * Polls whose value of this is equal may be compared row by row.
 *
 * @param serverId server that the counters belong to
 * @param countersSince when all counters were last reset, microseconds; null where the system does
 *     not say
 * @param serverStart when the server started, used where countersSince is null; else 0, because a
 *     clean restart keeps counters
 * @param selection hash of what the query can see
 */
public record ComparableEpoch(
    String serverId, Long countersSince, long serverStart, long selection) {

  /** The epoch of a snapshot's header. */
  public static ComparableEpoch of(StatementHeader header) {
    Long since = header.before().countersSince();
    return new ComparableEpoch(
        header.serverId(), since, since == null ? header.serverStart() : 0, header.selection());
  }
}
