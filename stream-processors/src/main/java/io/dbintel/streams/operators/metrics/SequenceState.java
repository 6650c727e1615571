package io.dbintel.streams.operators.metrics;

import io.dbintel.schemas.avro.ServerRole;
import java.util.SortedMap;

/**
 * The last metric poll of an instance that was applied. Times are µs of the database clock.
 *
 * @param incarnation agent process
 * @param seq number of the poll
 * @param part last part of the poll that was applied
 * @param readStart when its first group began to be read
 * @param readEnd when its last group had been read
 * @param serverId identifier of the server
 * @param serverStart when the server process started
 * @param countersSince when its counters started; 0 where it does not say
 * @param timeline as in the poll
 * @param role as in the poll
 * @param generation grows by one when the counters of another server, or in another role, begin
 * @param stale polls of another process found stale since
 * @param groups size of each group
 */
record SequenceState(
    String incarnation,
    long seq,
    int part,
    long readStart,
    long readEnd,
    String serverId,
    long serverStart,
    long countersSince,
    long timeline,
    ServerRole role,
    int generation,
    StalePolls stale,
    SortedMap<String, GroupSize> groups) {

  /**
   * Polls found stale in a row.
   *
   * @param incarnation agent process that sent them; empty when there are none
   * @param seq number of the last one
   * @param count how many
   */
  record StalePolls(String incarnation, long seq, int count) {
    static final StalePolls NONE = new StalePolls("", 0, 0);

    StalePolls with(String from, long number) {
      if (!from.equals(incarnation)) {
        return new StalePolls(from, number, 1);
      }
      return number == seq ? this : new StalePolls(from, number, count + 1);
    }
  }

  /**
   * Size of a group.
   *
   * @param series how many series are remembered
   * @param clock instance clock when it was last read, ms
   */
  record GroupSize(int series, long clock) {}

  SequenceState withStale(StalePolls polls) {
    return new SequenceState(
        incarnation,
        seq,
        part,
        readStart,
        readEnd,
        serverId,
        serverStart,
        countersSince,
        timeline,
        role,
        generation,
        polls,
        groups);
  }

  SequenceState withGeneration(int next, SortedMap<String, GroupSize> sizes) {
    return new SequenceState(
        incarnation,
        seq,
        part,
        readStart,
        readEnd,
        serverId,
        serverStart,
        countersSince,
        timeline,
        role,
        next,
        StalePolls.NONE,
        sizes);
  }
}
