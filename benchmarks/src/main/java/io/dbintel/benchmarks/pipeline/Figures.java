package io.dbintel.benchmarks.pipeline;

/**
 * What was measured of one topology, in all rounds.
 *
 * @param rows measured statement rows
 * @param records records that carried them, session ticks and all others included
 * @param measured by the topology's process: times summed, memory of the last round
 * @param profile time and allocation by stage, in a round of its own; null when not taken
 * @param latencies from append to result; null where there are no results
 */
record Figures(
    MeasuredTopology topology,
    long rows,
    long records,
    Measurement measured,
    StageProfile profile,
    Latencies latencies) {

  static Figures none(MeasuredTopology topology) {
    return new Figures(
        topology,
        0,
        0,
        new Measurement(
            0, new StreamThreadCost(0, 0, 0), RowCounts.Rows.NONE, TurnTimes.NONE, 0, 0),
        null,
        null);
  }

  /** With another round. */
  Figures plus(long moreRows, long moreRecords, Measurement round) {
    Measurement sum =
        new Measurement(
            measured.seconds() + round.seconds(),
            measured.cost().plus(round.cost()),
            measured.rows().plus(round.rows()),
            measured.turns().plus(round.turns()),
            round.heapBytes(),
            round.residentBytes());
    return new Figures(topology, rows + moreRows, records + moreRecords, sum, profile, latencies);
  }

  Figures with(Latencies found) {
    return new Figures(topology, rows, records, measured, profile, found);
  }

  Figures with(StageProfile found) {
    return new Figures(topology, rows, records, measured, found, latencies);
  }

  double rowsPerSecond() {
    return rows / measured.seconds();
  }

  /** CPU time of the stream threads, µs a row. */
  double cpuMicros() {
    return measured.cost().threadCpuNanos() / 1e3 / rows;
  }

  /** CPU time of the whole process, µs a row. */
  double processCpuMicros() {
    return measured.cost().processCpuNanos() / 1e3 / rows;
  }

  /** Allocated by the stream threads, bytes a row. */
  double allocatedBytes() {
    return (double) measured.cost().allocatedBytes() / rows;
  }

  double heapMegabytes() {
    return measured.heapBytes() / 1e6;
  }

  double residentMegabytes() {
    return measured.residentBytes() / 1e6;
  }
}
