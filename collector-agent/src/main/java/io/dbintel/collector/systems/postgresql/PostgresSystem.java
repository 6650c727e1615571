package io.dbintel.collector.systems.postgresql;

import io.dbintel.collector.config.CollectorsConfig;
import io.dbintel.collector.metrics.MetricsCollector;
import io.dbintel.collector.plans.PlanCollector;
import io.dbintel.collector.sessions.SessionCollector;
import io.dbintel.collector.statements.CountersNow;
import io.dbintel.collector.statements.StatementCollector;
import io.dbintel.collector.system.CheckFinding;
import io.dbintel.collector.system.Collector;
import io.dbintel.collector.system.CounterReader;
import io.dbintel.collector.system.DatabaseSystem;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.collector.systems.postgresql.check.InstanceCheck;
import io.dbintel.collector.systems.postgresql.metrics.PostgresMetrics;
import io.dbintel.collector.systems.postgresql.plans.PostgresPlans;
import io.dbintel.collector.systems.postgresql.sessions.PostgresSessions;
import io.dbintel.collector.systems.postgresql.statements.PostgresStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PostgreSQL 12 to 18. */
public final class PostgresSystem implements DatabaseSystem<PostgresConfig> {

  @Override
  public String discriminator() {
    return "postgresql";
  }

  @Override
  public Class<PostgresConfig> configType() {
    return PostgresConfig.class;
  }

  @Override
  public MonitoredInstance open(PostgresConfig config, RecordSource source) {
    PostgresConnections connections = PostgresConnections.open(config);
    PostgresStatements statements = new PostgresStatements(config, connections);
    return new MonitoredInstance(
        collectors(config, source, connections, statements),
        () -> {
          statements.close();
          connections.close();
        });
  }

  @Override
  public List<CheckFinding> check(PostgresConfig config) {
    return InstanceCheck.of(config);
  }

  @Override
  public Optional<CounterReader> counters(PostgresConfig config) {
    PostgresConnections connections = PostgresConnections.open(config);
    PostgresStatements statements = new PostgresStatements(config, connections);
    return Optional.of(
        new CountersNow(
            discriminator(),
            statements,
            config.user(),
            () -> {
              statements.close();
              connections.close();
            }));
  }

  private static List<Collector> collectors(
      PostgresConfig config,
      RecordSource source,
      PostgresConnections connections,
      PostgresStatements statements) {
    CollectorsConfig wanted = config.collectors();
    List<Collector> collectors = new ArrayList<>();
    if (wanted.queryStats().enabled()) {
      collectors.add(new StatementCollector(wanted.queryStats(), source, statements));
    }
    if (wanted.sessions().enabled()) {
      collectors.add(
          new SessionCollector(
              wanted.sessions(),
              source,
              new PostgresSessions(wanted.sessions(), connections.jdbc())));
    }
    if (wanted.metrics().enabled()) {
      collectors.add(
          new MetricsCollector(
              wanted.metrics(), source, new PostgresMetrics(config, connections.jdbc())));
    }
    if (wanted.plans().enabled()) {
      collectors.add(
          new PlanCollector(wanted.plans(), source, new PostgresPlans(config, connections)));
    }
    return collectors;
  }
}
