package io.dbintel.streams.operator;

import io.dbintel.streams.statements.StatementDelta;

/**
 * What became of one row of a chunk.
 *
 * @param delta its growth; null when there is none
 * @param named whether it left under its own name
 * @param reason why it was skipped, or folded into the remainder; null when it was named
 */
public record RowOutcome(StatementDelta delta, boolean named, String reason) {

  /** Skipped: what the row has now is its base, since nothing proves when it started from zero. */
  public static final String BASELINE = "baseline";

  /** Skipped: nothing grew. */
  public static final String UNCHANGED = "unchanged";

  /** Skipped: a counter fell although the row says that it is the same, as after a restore. */
  public static final String REWOUND = "rewound";

  /** Skipped: the row is there but its values are not valid. */
  public static final String UNREADABLE = "unreadable";

  /** Skipped: the instance has as many rows as are remembered, and this is one more. */
  public static final String OVER_BOUND = "over_bound";
}
