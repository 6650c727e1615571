package io.dbintel.benchmarks.pipeline;

/**
 * Size of the load.
 *
 * @param instances database instances
 * @param statements distinct statements of each instance
 * @param executions statement executions of an instance between two polls
 * @param warmUpRows statement rows after the baseline and before the measured ones, at least
 * @param rows measured statement rows, at least
 * @param mix what is sent beside the rows
 * @param seed of everything that is drawn
 */
record LoadShape(
    int instances,
    int statements,
    int executions,
    long warmUpRows,
    long rows,
    LoadMix mix,
    long seed) {

  /** What the agent polls a real server with by default. */
  static final long POLL_MICROS = 10_000_000;

  private static final int MAX_STATEMENTS = 5_000;
  private static final int MIN_STATEMENTS = 128;

  /**
   * Derives the rest: as many statements as pg_stat_statements keeps by default, fewer where the
   * baselines of all instances would outweigh the measured rows. As many rows warm up as are
   * measured: a third of the samples of a profile were interpreted code when it was half as many.
   */
  static LoadShape of(int instances, long rows, LoadMix mix, long seed) {
    long affordable = rows / (4L * instances);
    int statements = (int) Math.max(MIN_STATEMENTS, Math.min(MAX_STATEMENTS, affordable));
    return new LoadShape(instances, statements, statements * 4 / 3, rows, rows, mix, seed);
  }

  /**
   * Simulated time that warm-up, measured rows and the profile's take, with polls to spare, in
   * microseconds.
   */
  long bulkMicros() {
    double rowsOfRound = instances * new ZipfSampler(statements).expectedDistinct(executions);
    return (long) Math.ceil((warmUpRows + 1.25 * rows) / rowsOfRound + 6) * POLL_MICROS;
  }
}
