package io.dbintel.benchmarks.pipeline;

/**
 * What a topology's process says of itself after the measured rows.
 *
 * @param seconds from the first to the last measured record
 * @param cost used in that time
 * @param rows what became of statement rows; zeros where the topology does not tell them apart
 * @param heapBytes heap in use after a collection
 * @param residentBytes memory that the operating system counts for the process
 */
record Measurement(
    double seconds,
    StreamThreadCost cost,
    RowCounts.Rows rows,
    long heapBytes,
    long residentBytes) {}
