package io.dbintel.collector.metrics;

import io.dbintel.collector.system.PollFailure;

/** Reads a system's metrics. Used by one thread at a time. */
public interface MetricSource {

  /**
   * Reads once.
   *
   * @param poll number of the poll, from 0: expensive queries may run every n-th time only
   */
  MetricSnapshot read(long poll) throws PollFailure;
}
