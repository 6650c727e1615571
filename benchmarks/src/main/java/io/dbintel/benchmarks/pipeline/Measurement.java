package io.dbintel.benchmarks.pipeline;

/**
 * What a topology's process says of itself after the measured rows.
 *
 * @param seconds from the first to the last measured record
 * @param cost used in that time
 * @param rows what became of statement rows; zeros where the topology does not tell them apart
 * @param turns how long records took from decoding to the producer; empty where it is not taken
 * @param heapBytes heap in use after a collection
 * @param residentBytes memory that the operating system counts for the process
 */
record Measurement(
    double seconds,
    StreamThreadCost cost,
    RowCounts.Rows rows,
    TurnTimes turns,
    long heapBytes,
    long residentBytes) {}
