package io.dbintel.streams.statements;

import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.streams.identity.ReadId;

/**
 * What every chunk of a statement poll says about the poll. Times are µs of the database clock.
 *
 * @param read agent process and number of the poll; unchanged when sent again
 * @param chunk position of the chunk, from 0
 * @param chunks chunks of the poll
 * @param full whether every visible row is in the poll
 * @param readStart before the rows were read
 * @param readEnd after the rows were read
 * @param epoch the counters that the rows belong to
 * @param selection hash of what the query can see
 * @param timeline changes with every promotion of a standby; 0 where it is not known
 * @param role role of the server in replication
 * @param evictionsBefore rows the server had evicted before the read; -1 where it does not say
 * @param evictionsAfter the same after the read
 * @param hiddenRows rows whose identity the agent's user may not see
 * @param privilegeBefore what the agent's user was allowed to see before the read
 * @param privilegeAfter the same after the read
 */
public record PollHeader(
    ReadId read,
    int chunk,
    int chunks,
    boolean full,
    long readStart,
    long readEnd,
    CounterEpoch epoch,
    long selection,
    long timeline,
    ServerRole role,
    long evictionsBefore,
    long evictionsAfter,
    int hiddenRows,
    String privilegeBefore,
    String privilegeAfter) {

  /** Whether this is the chunk that ends its poll. */
  public boolean last() {
    return chunk == chunks - 1;
  }
}
