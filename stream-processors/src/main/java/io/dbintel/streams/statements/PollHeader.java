package io.dbintel.streams.statements;

/**
 * What every chunk of a statement poll says about the poll. Times are µs of the database clock.
 *
 * @param incarnation UUID of the agent process
 * @param seq poll number of this incarnation; equal on re-sending
 * @param chunk position of the chunk, from 0
 * @param chunks chunks of the poll
 * @param full true when every visible row is in the poll
 * @param readStart before the rows were read
 * @param readEnd after the rows were read
 * @param systemIdentifier of the server
 * @param statsReset pg_stat_statements_info.stats_reset; 0 before PostgreSQL 14
 * @param selection hash of what the query can see
 * @param postmasterStart when the server process started
 */
public record PollHeader(
    String incarnation,
    long seq,
    int chunk,
    int chunks,
    boolean full,
    long readStart,
    long readEnd,
    String systemIdentifier,
    long statsReset,
    long selection,
    long postmasterStart) {}
