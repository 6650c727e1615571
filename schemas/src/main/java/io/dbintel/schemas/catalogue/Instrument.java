package io.dbintel.schemas.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Kind of a metric, as OpenTelemetry names its instruments. */
public enum Instrument {
  /** A sum that never falls while the server's counters live. */
  @JsonProperty("counter")
  COUNTER,
  /** A sum that may fall. */
  @JsonProperty("updowncounter")
  UP_DOWN_COUNTER,
  /** A value that is not to be added up. */
  @JsonProperty("gauge")
  GAUGE
}
