package io.dbintel.collector.statements;

import java.util.Objects;

/**
 * What a server says of its statement counters at one moment: read before and after the rows.
 *
 * @param clock database clock, microseconds since the Unix epoch
 * @param countersSince when all counters were last reset; null where the system does not say
 * @param evictions rows that were evicted so far; null where the system does not count them
 * @param privilege what the agent's user may see: {@link #ALL} or {@link #OWN}
 */
public record CounterMark(long clock, Long countersSince, Long evictions, String privilege) {

  /** The user sees the statements of all users. */
  public static final String ALL = "all";

  /** The user sees its own statements only. */
  public static final String OWN = "own";

  /** Whether rows that were read between this mark and a later one belong together. */
  boolean holdsAt(CounterMark later) {
    return Objects.equals(countersSince, later.countersSince) && privilege.equals(later.privilege);
  }
}
