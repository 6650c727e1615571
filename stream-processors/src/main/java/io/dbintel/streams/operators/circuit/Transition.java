package io.dbintel.streams.operators.circuit;

import java.util.SortedMap;

/**
 * A change of state, or of thresholds when the states are the same.
 *
 * @param time instance clock, ms
 * @param reason code
 * @param evidence the numbers that led to it, by name
 */
record Transition(
    long time, Circuit from, Circuit to, String reason, SortedMap<String, Double> evidence) {}
