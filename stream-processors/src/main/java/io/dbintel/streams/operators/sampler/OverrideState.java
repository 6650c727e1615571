package io.dbintel.streams.operators.sampler;

import io.dbintel.redaction.verify.CleanText;

/**
 * A rate that a person ordered.
 *
 * @param rate share that is kept, 0 to 1
 * @param expiresAt when it ends, instance clock, ms since the epoch
 * @param author who ordered it
 * @param reason why; null when nothing was said
 */
public record OverrideState(double rate, long expiresAt, CleanText author, CleanText reason) {

  /** Whether it holds; a clock that was put back further than it was ordered for ends it too. */
  boolean holdsAt(long clock) {
    return clock < expiresAt && expiresAt - clock <= SamplerOverride.LONGEST.toMillis();
  }
}
