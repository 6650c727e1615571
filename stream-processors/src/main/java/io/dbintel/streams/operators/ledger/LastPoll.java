package io.dbintel.streams.operators.ledger;

import io.dbintel.streams.operator.AdmittedChunk;
import io.dbintel.streams.statements.PollHeader;

/**
 * What the last applied statement poll said of the server.
 *
 * @param readEnd end of the read, µs of the database clock; 0 when there was none
 * @param generation epoch of the counters
 * @param evictions rows that the server had evicted; -1 when it did not say
 * @param hiddenRows rows whose identity the agent's user may not see
 */
record LastPoll(long readEnd, int generation, long evictions, int hiddenRows) {
  static final LastPoll NONE = new LastPoll(0, 0, -1, 0);

  static LastPoll of(AdmittedChunk chunk) {
    PollHeader header = chunk.header();
    return new LastPoll(
        header.readEnd(), chunk.generation(), header.evictionsAfter(), header.hiddenRows());
  }

  /** How many rows the server is known to have evicted since; 0 when that cannot be known. */
  long evictionsUntil(AdmittedChunk chunk) {
    long now = chunk.header().evictionsAfter();
    if (now < 0) {
      return 0;
    }
    if (generation == chunk.generation()) {
      return evictions < 0 ? 0 : Math.max(0, now - evictions);
    }
    return chunk.reset() ? now : 0;
  }
}
