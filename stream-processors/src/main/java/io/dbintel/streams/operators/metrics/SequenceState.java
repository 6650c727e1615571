package io.dbintel.streams.operators.metrics;

import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.streams.operators.sequencing.StalePolls;
import java.util.SortedMap;
import java.util.TreeMap;

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
 * @param stale polls of another process found stale since; null when there were none
 * @param groups size of each group
 * @param observed how long metrics were read
 * @param reorder whether the next poll is applied whenever it was read, by command
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
    SortedMap<String, GroupSize> groups,
    Observed observed,
    boolean reorder) {

  /**
   * How long the instance's metrics were read: an outage, or a clock that jumps, must not make
   * everything old that could not be read meanwhile.
   *
   * @param clock instance clock at the last applied poll, ms
   * @param total time passed between polls, each time at most an hour, ms; begins with the clock
   */
  record Observed(long clock, long total) {
    private static final long MAX_STEP_MS = 3_600_000;

    static Observed first(long now) {
      return new Observed(now, now);
    }

    Observed at(long now) {
      long passed = Math.max(0, Math.min(MAX_STEP_MS, now - clock));
      return new Observed(now, total + passed);
    }
  }

  /**
   * Size of a group.
   *
   * @param series how many series are remembered
   * @param clock observed time when it was last read, ms
   */
  record GroupSize(int series, long clock) {}

  SequenceState withStale(StalePolls polls) {
    return with(generation, polls, groups, reorder);
  }

  SequenceState withGroups(SortedMap<String, GroupSize> sizes) {
    return with(generation, null, sizes, reorder);
  }

  /** A new generation: every series is its own base. */
  SequenceState rebased() {
    return with(generation + 1, null, new TreeMap<>(), reorder);
  }

  SequenceState withReorder() {
    return with(generation, null, groups, true);
  }

  private SequenceState with(
      int next, StalePolls polls, SortedMap<String, GroupSize> sizes, boolean anyOrder) {
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
        polls,
        sizes,
        observed,
        anyOrder);
  }
}
