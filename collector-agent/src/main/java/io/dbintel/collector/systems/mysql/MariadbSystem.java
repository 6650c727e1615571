package io.dbintel.collector.systems.mysql;

import io.dbintel.collector.system.CheckFinding;
import io.dbintel.collector.system.CounterReader;
import io.dbintel.collector.system.DatabaseSystem;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.collector.systems.mysql.check.InstanceCheck;
import java.util.List;
import java.util.Optional;

/** MariaDB 10.6 and later. */
public final class MariadbSystem implements DatabaseSystem<MariadbConfig> {

  @Override
  public String discriminator() {
    return Flavour.MARIADB.system();
  }

  @Override
  public Class<MariadbConfig> configType() {
    return MariadbConfig.class;
  }

  @Override
  public MonitoredInstance open(MariadbConfig config, RecordSource source) {
    return InstanceCollectors.open(config, source);
  }

  @Override
  public List<CheckFinding> check(MariadbConfig config) {
    return InstanceCheck.of(config);
  }

  @Override
  public Optional<CounterReader> counters(MariadbConfig config) {
    return Optional.of(InstanceCollectors.counters(config));
  }
}
