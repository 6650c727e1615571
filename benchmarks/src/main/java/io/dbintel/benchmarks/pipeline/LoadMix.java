package io.dbintel.benchmarks.pipeline;

/**
 * What an instance sends between two statement polls, and how many columns the polls carry.
 *
 * @param ticks session ticks, each of eight active sessions with their texts
 * @param metricPolls metric polls, each of some 260 readings
 * @param texts statement texts published again
 * @param allCountersEvery every so many polls carry all columns, the others the hot ones
 */
record LoadMix(int ticks, int metricPolls, int texts, int allCountersEvery) {

  /** As agents do by default. */
  static final LoadMix DEFAULT = new LoadMix(10, 1, 3, 10);
}
