package io.dbintel.exporter.sink;

import io.dbintel.runtime.health.Health;
import java.util.List;

/**
 * A destination of results. Adding one is a package with an implementation, a {@code SinkType} and
 * a line in {@code Sinks}.
 */
public interface Sink extends AutoCloseable {

  /**
   * Delivers a batch and returns when every item's fate is known; blocks while the destination
   * cannot take it. Called by several threads at once.
   *
   * @param items results of one signal
   * @return one outcome for each part that was sent by itself
   * @throws InterruptedException when the service stops; the batch will be delivered again
   */
  List<SinkOutcome> send(Signal signal, List<ResultItem> items) throws InterruptedException;

  /** Whether the destination takes what it gets. */
  Health health();

  /** Ends waiting and begins nothing new; a request under way may still end. */
  @Override
  void close();
}
