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
  POLLS_SKIPPED("polls.skipped"),
  /** Rows that a full poll showed to have left the view. */
  ROWS_LEFT_VIEW("rows_left_view"),
  /** Growth of the server's own count of evicted rows, between reads of one epoch. */
  EVICTIONS("evictions"),
  /** Rows that fell although they said they were the same, as after a restore. */
  REWOUND_ROWS("gaps.rewound"),
  /** How often the order of reads was restarted. */
  REORDERED("gaps.reordered"),
  /** Rows whose values were not valid. */
  UNREADABLE_ROWS("gaps.unreadable"),
  /** Rows beyond those that are remembered of an instance. */
  ROWS_OVER_BOUND("gaps.over_bound"),
  /** Metric series of which the server says that they, or others with them, were reset. */
  SERIES_RESET("series.reset"),
  /** Metric series that became their own base: how they grew before is not known. */
  SERIES_BASELINE("series.baseline"),
  /** Polls that could see something else than the poll before: two agents may see differently. */
  SELECTION_CHANGES("selection_changes"),
  /** Sessions of the ticks that were taken. */
  SESSIONS_IN("sessions.in"),
  /** Those of them that left as samples; the others were not kept by the sampler. */
  SESSIONS_KEPT("sessions.kept");

  private final String label;

  LedgerEntry(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
