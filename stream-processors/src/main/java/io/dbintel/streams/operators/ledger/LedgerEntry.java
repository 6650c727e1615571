package io.dbintel.streams.operators.ledger;

/** What the ledger adds up. The order is that of the stored values: new entries go to the end. */
enum LedgerEntry {
  CALLS_IN("calls.in"),
  CALLS_NAMED("calls.named"),
  CALLS_REMAINDER("calls.remainder"),
  ROWS_IN("rows.in"),
  ROWS_NAMED("rows.named"),
  ROWS_REMAINDER("rows.remainder"),
  TIME_IN("time_ns.in"),
  TIME_NAMED("time_ns.named"),
  TIME_REMAINDER("time_ns.remainder"),
  FLAG_RESET("gaps.reset"),
  FLAG_EVICTED("gaps.evicted"),
  FLAG_FIRST_SEEN("first_seen"),
  BASELINE_ROWS("baseline_rows"),
  CHUNKS_APPLIED("chunks.applied"),
  CHUNKS_STALE("chunks.stale"),
  RECORDS("records.valid"),
  REJECTED("records.rejected"),
  DETECTIONS("detections"),
  POLLS_OK("polls.ok"),
  POLLS_FAILED("polls.failed"),
  POLLS_SKIPPED("polls.skipped");

  private final String label;

  LedgerEntry(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
