/**
 * Server metrics: true order of polls, differences of counters, and the bound on series.
 *
 * <p>What an instance has more than its bound is held back and counted: of each metric the number
 * of series held back leaves, and for a sum that may fall their sum too. The growth of a counter is
 * not known without its last value, so nothing is claimed about it.
 */
package io.dbintel.streams.operators.metrics;
