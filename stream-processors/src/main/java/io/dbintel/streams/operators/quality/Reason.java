package io.dbintel.streams.operators.quality;

/**
 * What is wrong with a fact; a fact has at most one. The order is that of the stored values: new
 * reasons go to the end.
 */
enum Reason {
  /** It went to the dead letters. */
  INVALID("invalid", FactKind.RECORDS),
  /** The poll failed: what it would have read is not known. */
  FAILED_POLL("failed_poll", FactKind.READS),
  /** The clocks of the agent and the database are too far apart. */
  CLOCK_SKEW("clock_skew", FactKind.READS),
  /** The read took so long that it is not one moment. */
  SLOW_READ("slow_read", FactKind.READS),
  /** It came much later than newer records of the instance. */
  LATE("late", FactKind.READS),
  /** A counter fell although the row says that it is the same, as after a restore. */
  REWOUND("rewound", FactKind.STATEMENTS),
  /** Time or rows without a call. */
  WORK_WITHOUT_CALLS("work_without_calls", FactKind.STATEMENTS),
  /** A part of the time, such as that of I/O, is longer than all processes of the calls had. */
  PART_OVER_TIME("part_over_time", FactKind.STATEMENTS),
  /** More calls in an interval than a server can execute. */
  CALLS_OVER_RATE("calls_over_rate", FactKind.STATEMENTS),
  /** The mean call that ended in an interval took longer than a call takes. */
  MEAN_OVER_LONGEST("mean_over_longest", FactKind.STATEMENTS),
  /** More time in an interval than all connections had. */
  TIME_OVER_CAPACITY("time_over_capacity", FactKind.STATEMENTS),
  /** A value is infinite or not a number. */
  NOT_FINITE("not_finite", FactKind.METRICS),
  /** A counter is below zero. */
  NEGATIVE_COUNTER("negative_counter", FactKind.METRICS),
  /** Something of a session happened after the session was read. */
  AFTER_READ("after_read", FactKind.SESSIONS);

  private final String label;
  private final FactKind kind;

  Reason(String label, FactKind kind) {
    this.label = label;
    this.kind = kind;
  }

  String label() {
    return label;
  }

  FactKind kind() {
    return kind;
  }
}
