package io.dbintel.streams.statements;

/**
 * Identifies the counters of a server: counters of two reads may be subtracted only within one
 * epoch. Times are µs of the database clock.
 *
 * @param serverId stable identifier of the server or cluster
 * @param countersSince when the server last reset its counters; 0 where it does not say
 * @param serverStart when the server process started
 */
public record CounterEpoch(String serverId, long countersSince, long serverStart) {}
