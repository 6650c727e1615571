package io.dbintel.streams.insights;

/**
 * Estimated bytes of results as a backend bills them, by {@link ResultClass}.
 *
 * @param session of session samples
 * @param fastStatement of fast statements
 * @param tableMetric of points of single tables
 * @param event of all other events
 * @param metric of all other points
 */
public record BilledBytes(
    long session, long fastStatement, long tableMetric, long event, long metric) {

  /** Nothing. */
  public static final BilledBytes NONE = new BilledBytes(0, 0, 0, 0, 0);

  /** Bytes of the class. */
  public long of(ResultClass kind) {
    return switch (kind) {
      case SESSION -> session;
      case FAST_STATEMENT -> fastStatement;
      case TABLE_METRIC -> tableMetric;
      case EVENT -> event;
      case METRIC -> metric;
    };
  }

  /** The sum of both. */
  public BilledBytes plus(BilledBytes other) {
    return new BilledBytes(
        session + other.session,
        fastStatement + other.fastStatement,
        tableMetric + other.tableMetric,
        event + other.event,
        metric + other.metric);
  }

  /** What remains when {@code other} is taken away; never negative. */
  public BilledBytes minus(BilledBytes other) {
    return new BilledBytes(
        Math.max(0, session - other.session),
        Math.max(0, fastStatement - other.fastStatement),
        Math.max(0, tableMetric - other.tableMetric),
        Math.max(0, event - other.event),
        Math.max(0, metric - other.metric));
  }

  /** Bytes of all classes. */
  public long total() {
    return session + fastStatement + tableMetric + event + metric;
  }
}
