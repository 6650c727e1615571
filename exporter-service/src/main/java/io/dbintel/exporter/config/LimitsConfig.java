package io.dbintel.exporter.config;

import io.dbintel.runtime.config.Setting;

/**
 * Limits of a destination on what a record may have. What is left out is that of the preset.
 *
 * @param preset a backend whose limits are known; null for that of the endpoint's preset, else otlp
 * @param attributeCount attributes of a log record or metric point
 * @param resourceAttributeCount attributes of a resource
 * @param attributeNameLength characters of an attribute's name
 * @param attributeValueLength characters of a text
 * @param arrayLength entries of an array
 * @param metricNameLength characters of a metric's name
 */
public record LimitsConfig(
    @Setting(
            description =
                "newrelic or otlp; left out, newrelic where the endpoint is New Relic's, else"
                    + " otlp.")
        LimitsPreset preset,
    @Setting(
            description = "Most attributes of a log record or metric point.",
            min = "16",
            max = "100000")
        Integer attributeCount,
    @Setting(description = "Most attributes of a resource.", min = "16", max = "100000")
        Integer resourceAttributeCount,
    @Setting(description = "Most characters of an attribute's name.", min = "32", max = "100000")
        Integer attributeNameLength,
    @Setting(
            description = "Most characters of a text, also inside an array.",
            min = "64",
            max = "10000000")
        Integer attributeValueLength,
    @Setting(description = "Most entries of an array.", min = "8", max = "100000")
        Integer arrayLength,
    @Setting(description = "Most characters of a metric's name.", min = "32", max = "100000")
        Integer metricNameLength) {

  /** The limits that hold where {@code otherwise} is the preset unless this names one. */
  RecordLimits orOf(LimitsPreset otherwise) {
    return (preset == null ? otherwise : preset).with(this);
  }
}
