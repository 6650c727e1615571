package io.dbintel.collector.systems.h2;

import io.dbintel.collector.config.ConnectionConfig;
import io.dbintel.collector.config.MetricsConfig;
import io.dbintel.collector.config.QueryStatsConfig;
import io.dbintel.collector.system.InstanceConfig;
import io.dbintel.runtime.config.Setting;
import io.dbintel.schemas.InstanceId;

/** One in-memory database of this JVM. */
public record H2Config(
    @Setting(description = "tenant/name; the key of every record.", required = true) String id,
    @Setting(description = "Name of the in-memory database.", required = true) String memory,
    @Setting(description = "Pool and time limits.") ConnectionConfig connection,
    @Setting(description = "Statement counters and texts.") QueryStatsConfig statements,
    @Setting(description = "Metrics.") MetricsConfig metrics)
    implements InstanceConfig {

  public H2Config {
    InstanceId.parse(id);
  }

  @Override
  public String host() {
    return "localhost";
  }

  @Override
  public int port() {
    return 9092;
  }

  @Override
  public String address() {
    return "jdbc:h2:mem:" + memory;
  }
}
