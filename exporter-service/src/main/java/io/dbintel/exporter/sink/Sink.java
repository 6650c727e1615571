package io.dbintel.exporter.sink;

import io.dbintel.runtime.health.Health;
import java.util.List;
import java.util.function.Consumer;

/**
 * A destination of results. Adding one is a package with an implementation, a record in {@code
 * config} and a line in {@code Sinks}.
 */
public interface Sink extends AutoCloseable {

  /**
   * Delivers a batch and returns when every item has a terminal outcome; blocks while the
   * destination cannot accept it. Called by several threads at once.
   *
   * @param items results of one signal
   * @return one outcome for each part that was sent by itself
   * @throws InterruptedException when the service stops; the batch will be delivered again
   */
  List<SinkOutcome> send(Signal signal, List<ResultItem> items) throws InterruptedException;

  /**
   * The same, and tells meanwhile that the batch has to wait, each time for the requests since the
   * one before.
   *
   * @param delays takes outcomes that are not terminal; called by the thread that sends
   */
  default List<SinkOutcome> send(
      Signal signal, List<ResultItem> items, Consumer<SinkOutcome> delays)
      throws InterruptedException {
    return send(signal, items);
  }

  /** Whether the destination accepts what it gets. */
  Health health();

  /** Ends any waiting; no further request is started, one under way may still finish. */
  @Override
  void close();
}
