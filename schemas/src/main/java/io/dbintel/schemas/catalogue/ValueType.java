package io.dbintel.schemas.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Type of a metric's values or of an attribute. */
public enum ValueType {
  @JsonProperty("int")
  INT,
  @JsonProperty("double")
  DOUBLE,
  @JsonProperty("string")
  STRING,
  @JsonProperty("boolean")
  BOOLEAN,
  /** A list of strings. */
  @JsonProperty("strings")
  STRINGS
}
