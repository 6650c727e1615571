package io.dbintel.schemas.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a statement counter means, whatever a system calls it. Several counters of a system may have
 * the same role: then their sum has it.
 */
public enum CounterRole {
  /** Executions. */
  @JsonProperty("calls")
  CALLS,
  /** Rows returned or affected. */
  @JsonProperty("rows")
  ROWS,
  /** Time spent executing, nanoseconds. */
  @JsonProperty("exec_time")
  EXEC_TIME,
  /** Time spent planning, nanoseconds. */
  @JsonProperty("plan_time")
  PLAN_TIME,
  /** Processor time, nanoseconds. */
  @JsonProperty("cpu_time")
  CPU_TIME,
  /** Time spent reading data from files, nanoseconds. */
  @JsonProperty("io_read_time")
  IO_READ_TIME,
  /** Time spent writing data to files, nanoseconds. */
  @JsonProperty("io_write_time")
  IO_WRITE_TIME,
  /** Executions that failed. */
  @JsonProperty("errors")
  ERRORS
}
