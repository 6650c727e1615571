package io.dbintel.collector.system;

import io.dbintel.collector.system.InstanceConfig;

/** A kind of database that agents can poll: adding one means one package that implements this. */
public interface DatabaseSystem {

  /** Value of the setting {@code system}, such as {@code postgresql}. */
  String name();

  /**
   * Prepares polling; connects to nothing yet.
   *
   * @param source what the instance's records say about where they come from
   */
  MonitoredInstance open(InstanceConfig config, RecordSource source);
}
