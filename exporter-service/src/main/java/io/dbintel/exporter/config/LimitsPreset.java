package io.dbintel.exporter.config;

/**
 * Limits of backends on what a record may have.
 *
 * @see #NEWRELIC
 */
public enum LimitsPreset {
  /**
   * New Relic documentation, "OTLP attributes: processing" (since June 2025) and "Metric API
   * limits": 128 attributes of a record, 64 of a resource, names of 255 and values of 4,095
   * characters, arrays of 64 entries.
   */
  NEWRELIC(128, 64, 255, 4_095, 64, 255),

  /**
   * The OpenTelemetry protocol has no limits. What receivers and stores commonly take; a metric's
   * name has at most 255 characters by the specification (metrics API, "Instrument name syntax").
   */
  OTLP(1_000, 500, 1_024, 65_536, 1_000, 255);

  private final int attributeCount;
  private final int resourceAttributeCount;
  private final int attributeNameLength;
  private final int attributeValueLength;
  private final int arrayLength;
  private final int metricNameLength;

  LimitsPreset(
      int attributeCount,
      int resourceAttributeCount,
      int attributeNameLength,
      int attributeValueLength,
      int arrayLength,
      int metricNameLength) {
    this.attributeCount = attributeCount;
    this.resourceAttributeCount = resourceAttributeCount;
    this.attributeNameLength = attributeNameLength;
    this.attributeValueLength = attributeValueLength;
    this.arrayLength = arrayLength;
    this.metricNameLength = metricNameLength;
  }

  /** These limits, but for those that {@code config} has. */
  RecordLimits with(LimitsConfig config) {
    return new RecordLimits(
        or(config.attributeCount(), attributeCount),
        or(config.resourceAttributeCount(), resourceAttributeCount),
        or(config.attributeNameLength(), attributeNameLength),
        or(config.attributeValueLength(), attributeValueLength),
        or(config.arrayLength(), arrayLength),
        or(config.metricNameLength(), metricNameLength));
  }

  private static int or(Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }
}
