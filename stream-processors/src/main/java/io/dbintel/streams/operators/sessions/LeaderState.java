package io.dbintel.streams.operators.sessions;

import io.dbintel.streams.identity.ReadId;

/**
 * Whose ticks of an instance are taken.
 *
 * @param read the agent process and its last tick
 * @param part last part of that tick
 * @param emitting whether the sessions of that tick are sampled
 * @param lastSeen instance clock at that tick, ms
 * @param intervalMs interval at which the process ticks
 * @param sampled database clock of the last tick that was sampled, µs; 0 when none was
 */
record LeaderState(
    ReadId read, int part, boolean emitting, long lastSeen, int intervalMs, long sampled) {}
