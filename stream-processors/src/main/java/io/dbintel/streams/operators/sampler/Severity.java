package io.dbintel.streams.operators.sampler;

/** Severities of OpenTelemetry's log data model that statements and sessions have. */
enum Severity {
  INFO(9),
  WARN(13),
  ERROR(17);

  private final int number;

  Severity(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
