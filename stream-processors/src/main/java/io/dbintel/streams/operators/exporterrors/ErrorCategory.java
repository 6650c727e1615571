package io.dbintel.streams.operators.exporterrors;

import java.util.Locale;

/**
 * Why a destination refuses results, with what to do about it. Severities are OpenTelemetry's
 * numbers (log data model, "SeverityNumber"): an error where results are lost or stand still, a
 * warning where they are late or lack something. New constants are added at the end: their
 * positions are in stores.
 */
enum ErrorCategory {
  RATE_LIMIT(
      13,
      "The destination takes fewer requests or points than are sent to it. Results wait in Kafka"
          + " and fewer details are sent meanwhile. To mend it for good ask for a higher limit,"
          + " lower operators.sampler.targetPerMinute, or lengthen the intervals of the agents'"
          + " collectors."),
  CARDINALITY(
      13,
      "The destination allows fewer distinct series than are sent to it. Points of single tables"
          + " are added up meanwhile. To mend it for good ask for a higher limit, or switch off"
          + " groups of metrics that nobody looks at (collectors.metrics.disabledGroups of the"
          + " agents)."),
  ATTRIBUTE_LIMITS(
      13,
      "Results have more or longer attributes than the destination takes. Set limits of the sink in"
          + " the exporter's configuration to what it documents: what is longer is then shortened"
          + " and marked, instead of refused."),
  AGE(
      17,
      "Results are older or newer than the destination takes, and were not sent to it. Look for"
          + " what was behind (dbintel_exporter_lag, lag of the stream processors) and at the"
          + " clocks of the hosts; a sink of type file takes results of any age."),
  AUTH(
      17,
      "The destination refuses the credentials. Results wait in Kafka until retention removes them."
          + " Check headers of the sink in the exporter's configuration; a key that is replaced on"
          + " disk needs a restart."),
  SIZE(
      17,
      "Single results are larger than the destination takes, and are lost for it. Lower"
          + " limits.attributeValueLength of the sink, or raise delivery.maxBatchBytes if the"
          + " destination takes more."),
  OTHER(
      17,
      "The destination refuses results for a reason that is not known. The exporter's log and"
          + " health say what it answered; check its address and what it documents.");

  private final int severity;
  private final String remedy;

  ErrorCategory(int severity, String remedy) {
    this.severity = severity;
    this.remedy = remedy;
  }

  /** Its name in results. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Severity while it lasts. */
  int severity() {
    return severity;
  }

  /** What to do about it. */
  String remedy() {
    return remedy;
  }

  /** The category of the name; null for another name. */
  static ErrorCategory find(String label) {
    for (ErrorCategory category : values()) {
      if (category.label().equals(label)) {
        return category;
      }
    }
    return null;
  }
}
