package io.dbintel.collector.system;

import java.time.Duration;

/**
 * Collects one kind of thing from one instance. One poll at a time; the next may run on another
 * thread.
 */
public interface Collector {

  /** Name in outcomes, logs and metrics, such as {@code sessions}. */
  String name();

  /** Time between polls before the processors stretch it. */
  Duration interval();

  /** Whether a graceful stop asks for one more poll. */
  default boolean pollsAtStop() {
    return false;
  }

  /**
   * Reads once and emits what it read. What was emitted before an exception is not published: a
   * poll counts as a whole.
   *
   * @throws PollFailure with the reason and the fix
   */
  void collect(PollRun run) throws PollFailure;
}
