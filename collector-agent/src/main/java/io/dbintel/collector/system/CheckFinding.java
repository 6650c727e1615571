package io.dbintel.collector.system;

/**
 * Something that is not as the agent needs it.
 *
 * @param missing whether results are incomplete without it; else it is advice
 * @param what what was found
 * @param fix the statement or setting that fixes it
 */
public record CheckFinding(boolean missing, String what, String fix) {}
