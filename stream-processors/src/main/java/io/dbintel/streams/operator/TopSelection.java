package io.dbintel.streams.operator;

/**
 * Which rows of a poll leave under their own names because of their load.
 *
 * @param minBucket lowest load bucket that passes
 * @param remainingSlots how many more rows of the poll may be named
 * @param topToCome how many of the slots are for rows that pass, as many as are expected yet
 */
public record TopSelection(int minBucket, int remainingSlots, int topToCome) {}
