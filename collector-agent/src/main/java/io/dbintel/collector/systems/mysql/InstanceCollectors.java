package io.dbintel.collector.systems.mysql;

import io.dbintel.collector.config.CollectorsConfig;
import io.dbintel.collector.statements.CountersNow;
import io.dbintel.collector.statements.StatementCollector;
import io.dbintel.collector.system.Collector;
import io.dbintel.collector.system.CounterReader;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.collector.systems.mysql.statements.MysqlStatements;
import java.util.ArrayList;
import java.util.List;

/** What is collected from an instance of either system. */
final class InstanceCollectors {

  private InstanceCollectors() {}

  static MonitoredInstance open(MysqlInstance config, RecordSource source) {
    MysqlConnections connections = MysqlConnections.open(config);
    return new MonitoredInstance(collectors(config, source, connections), connections::close);
  }

  static CounterReader counters(MysqlInstance config) {
    MysqlConnections connections = MysqlConnections.open(config);
    return new CountersNow(
        config.flavour().system(),
        new MysqlStatements(config, connections),
        config.user(),
        connections::close);
  }

  private static List<Collector> collectors(
      MysqlInstance config, RecordSource source, MysqlConnections connections) {
    CollectorsConfig wanted = config.collectors();
    List<Collector> collectors = new ArrayList<>();
    if (wanted.queryStats().enabled()) {
      collectors.add(
          new StatementCollector(
              wanted.queryStats(), source, new MysqlStatements(config, connections)));
    }
    return collectors;
  }
}
