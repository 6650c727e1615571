package io.dbintel.streams.operators.usage;

/**
 * Usage of an instance that was not emitted yet.
 *
 * @param sequence increments emitted so far
 * @param day day of the instance clock that the sum belongs to, days since the Unix epoch
 * @param emitted instance clock of the last increment, ms; at first, of the first record
 * @param pending the sum
 */
public record InstanceUsageState(long sequence, long day, long emitted, UsageSum pending) {}
