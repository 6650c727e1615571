package io.dbintel.schemas.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether the points of a sum are differences or totals. */
public enum Temporality {
  /** Differences over the point's interval. */
  @JsonProperty("delta")
  DELTA,
  /** Totals, as read. */
  @JsonProperty("cumulative")
  CUMULATIVE
}
