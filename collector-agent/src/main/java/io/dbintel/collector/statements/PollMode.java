package io.dbintel.collector.statements;

/**
 * How one statement poll reads.
 *
 * @param full every row is read and sent, with all columns
 * @param allColumns all columns instead of the hot ones
 * @param filtered the server leaves out rows whose state is acknowledged
 */
record PollMode(boolean full, boolean allColumns, boolean filtered) {}
