package io.dbintel.streams.operators.sampler.rules;

/**
 * A compiled rule.
 *
 * @param name name in the configuration
 * @param condition when it applies
 * @param rate share of what it applies to that is kept, 0 to 1
 */
public record Rule(String name, Condition condition, double rate) {}
