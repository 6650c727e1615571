package io.dbintel.streams.replay;

/**
 * Who has ordered a replay.
 *
 * @param author name of the person
 * @param reason why; may be empty
 */
public record OrderedBy(String author, String reason) {}
