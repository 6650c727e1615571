package io.dbintel.collector.systems.postgresql;

import io.dbintel.collector.config.CollectorsConfig;
import io.dbintel.collector.system.InstanceConfig;
import io.dbintel.collector.system.Collector;
import io.dbintel.collector.system.DatabaseSystem;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.RecordSource;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL 12 to 18. */
public final class PostgresSystem implements DatabaseSystem {

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public MonitoredInstance open(InstanceConfig config, RecordSource source) {
    PostgresConnections connections = new PostgresConnections(config);
    List<Collector> collectors = collectors(config, source, connections);
    return new MonitoredInstance() {
      @Override
      public List<Collector> collectors() {
        return collectors;
      }

      @Override
      public void close() {
        connections.close();
      }
    };
  }

  private static List<Collector> collectors(
      InstanceConfig config, RecordSource source, PostgresConnections connections) {
    CollectorsConfig wanted = config.collectors();
    List<Collector> collectors = new ArrayList<>();
    if (wanted.queryStats().enabled()) {
      collectors.add(new QueryStatsCollector(config, source, connections));
    }
    if (wanted.sessions().enabled()) {
      SharedVerifier.prepare();
      collectors.add(new SessionCollector(wanted.sessions(), source, connections));
    }
    if (wanted.metrics().enabled()) {
      collectors.add(new MetricsCollector(config, source, connections));
    }
    return List.copyOf(collectors);
  }
}
