package io.dbintel.streams.operator;

/**
 * Which rows of a poll are told by name.
 *
 * @param cut lowest load bucket that passes
 * @param room how many more rows of the poll may pass
 */
public record TopSelection(int cut, int room) {}
