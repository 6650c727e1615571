package io.dbintel.collector.systems.h2;

import io.dbintel.collector.jdbc.JdbcConnections;
import io.dbintel.collector.jdbc.JdbcSettings;
import io.dbintel.collector.metrics.MetricsCollector;
import io.dbintel.collector.statements.StatementCollector;
import io.dbintel.collector.system.CheckFinding;
import io.dbintel.collector.system.DatabaseSystem;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.PollFailure;
import io.dbintel.collector.system.RecordSource;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Polls a table of an H2 database. */
public final class H2System implements DatabaseSystem<H2Config> {

  @Override
  public String discriminator() {
    return "h2";
  }

  @Override
  public Class<H2Config> configType() {
    return H2Config.class;
  }

  @Override
  public MonitoredInstance open(H2Config config, RecordSource source) {
    JdbcConnections connections = connections(config);
    return new MonitoredInstance(
        List.of(
            new StatementCollector(
                config.statements(), source, new H2Statements(config, connections)),
            new MetricsCollector(config.metrics(), source, new H2Metrics(connections))),
        connections::close);
  }

  @Override
  public List<CheckFinding> check(H2Config config) {
    try (JdbcConnections connections = connections(config)) {
      new H2Metrics(connections).read(0);
      return List.of();
    } catch (PollFailure failure) {
      return List.of(failure.asFinding());
    }
  }

  private static JdbcConnections connections(H2Config config) {
    return new JdbcConnections(
        new JdbcSettings(
            "h2-" + config.id(),
            config.address(),
            Map.of("IFEXISTS", "TRUE"),
            config.connection().poolSize(),
            config.connection().connectTimeout()),
        H2System::failure);
  }

  private static PollFailure failure(SQLException thrown) {
    return new PollFailure(
        thrown.getSQLState(),
        "H2 reports " + thrown.getSQLState() + "; create the tables statements and server",
        false,
        thrown);
  }
}
