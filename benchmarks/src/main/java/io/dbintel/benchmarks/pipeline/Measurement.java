package io.dbintel.benchmarks.pipeline;

/**
 * What a topology's process says of itself after the measured rows.
 *
 * @param seconds from the first to the last measured record
 * @param cost used in that time
 * @param heapBytes heap in use after a collection
 * @param residentBytes memory that the operating system counts for the process
 */
record Measurement(double seconds, StreamThreadCost cost, long heapBytes, long residentBytes) {}
