package io.dbintel.streams.insights;

/** What cost control tells apart among results: by how much they are missed when they are gone. */
public enum ResultClass {
  /** Session samples. */
  SESSION(false),
  /** Named statements that are fast and take a small share of the time. */
  FAST_STATEMENT(false),
  /** Metric points of single tables and the like. */
  TABLE_METRIC(true),
  /** All other events; never withheld. */
  EVENT(false),
  /** All other metric points; never withheld. */
  METRIC(true);

  private final boolean metric;

  ResultClass(boolean metric) {
    this.metric = metric;
  }

  /** Whether a backend bills it as metrics, rather than as events or logs. */
  public boolean isMetric() {
    return metric;
  }
}
