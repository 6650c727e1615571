package io.dbintel.streams.operator;

/**
 * Which rows of a poll leave under their own names.
 *
 * @param minBucket lowest load bucket that passes
 * @param remainingSlots how many more rows of the poll may pass
 */
public record TopSelection(int minBucket, int remainingSlots) {}
