package io.dbintel.collector.postgresql;

/**
 * Something that is not as the agent needs it.
 *
 * @param missing whether results are incomplete without it; else it is advice
 * @param what what was found
 * @param wayOut the statement or setting that mends it
 */
public record Finding(boolean missing, String what, String wayOut) {}
