package io.dbintel.streams.operators.quality;

/** What is checked. The order is that of the stored values: new kinds go to the end. */
enum FactKind {
  /** Records, valid or not; a bad row of a chunk counts as one, as in the ledger. */
  RECORDS("records"),
  /** Scheduled reads: their outcomes, and when and how fast what they read was read. */
  READS("reads"),
  /** Rows of statement polls. */
  STATEMENTS("statements"),
  /** Readings of metrics. */
  METRICS("metrics"),
  /** Sessions of the ticks. */
  SESSIONS("sessions");

  private final String label;

  FactKind(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
