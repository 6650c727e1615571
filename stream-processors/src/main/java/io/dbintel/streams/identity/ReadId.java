package io.dbintel.streams.identity;

/**
 * Identifies one read of an instance by one agent process.
 *
 * @param incarnation UUID of the agent process
 * @param seq number of the read within the incarnation
 */
public record ReadId(String incarnation, long seq) {}
