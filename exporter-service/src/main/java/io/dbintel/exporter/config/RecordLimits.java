package io.dbintel.exporter.config;

/**
 * What a destination takes of a record; what is longer is shortened before it is sent.
 *
 * @param attributeCount attributes of a log record or metric point
 * @param resourceAttributeCount attributes of a resource
 * @param attributeNameLength characters of an attribute's name
 * @param attributeValueLength characters of a text, also inside an array
 * @param arrayLength entries of an array
 * @param metricNameLength characters of a metric's name
 */
public record RecordLimits(
    int attributeCount,
    int resourceAttributeCount,
    int attributeNameLength,
    int attributeValueLength,
    int arrayLength,
    int metricNameLength) {

  /** Shortens nothing. */
  public static final RecordLimits NONE =
      new RecordLimits(
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE);
}
