package io.dbintel.collector.system;

import java.util.List;

/** One database instance with its collectors and the connections they share. */
public interface MonitoredInstance extends AutoCloseable {

  /** The collectors that are switched on. */
  List<Collector> collectors();

  /** Closes the connections. */
  @Override
  void close();
}
