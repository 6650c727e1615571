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
  /** Time spent waiting for I/O, nanoseconds. */
  @JsonProperty("io_time")
  IO_TIME,
  /** Executions that failed. */
  @JsonProperty("errors")
  ERRORS
}
