package io.dbintel.collector.system;

import java.util.List;

/**
 * One database instance with its collectors and what has to be closed when polling ends, such as
 * the connections they share.
 *
 * @param collectors the collectors that are switched on
 * @param onClose closes them; run once, when polling has ended
 */
public record MonitoredInstance(List<Collector> collectors, Runnable onClose)
    implements AutoCloseable {

  public MonitoredInstance {
    collectors = List.copyOf(collectors);
  }

  @Override
  public void close() {
    onClose.run();
  }
}
