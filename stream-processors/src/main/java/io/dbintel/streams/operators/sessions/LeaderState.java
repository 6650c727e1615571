package io.dbintel.streams.operators.sessions;

/**
 * Whose ticks of an instance are taken.
 *
 * @param incarnation the agent process
 * @param seq its last tick
 * @param heard instance clock when it was last heard, ms
 * @param intervalMs interval at which it ticks
 * @param sampled database clock of the last tick that was told, µs; 0 when none was
 */
public record LeaderState(String incarnation, long seq, long heard, int intervalMs, long sampled) {}
