package io.dbintel.collector.systems.mysql;

import io.dbintel.collector.system.CheckFinding;
import io.dbintel.collector.system.CounterReader;
import io.dbintel.collector.system.DatabaseSystem;
import io.dbintel.collector.system.MonitoredInstance;
import io.dbintel.collector.system.RecordSource;
import io.dbintel.collector.systems.mysql.check.InstanceCheck;
import java.util.List;
import java.util.Optional;

/** MySQL 8.0 and later. */
public final class MysqlSystem implements DatabaseSystem<MysqlConfig> {

  @Override
  public String discriminator() {
    return Flavour.MYSQL.system();
  }

  @Override
  public Class<MysqlConfig> configType() {
    return MysqlConfig.class;
  }

  @Override
  public MonitoredInstance open(MysqlConfig config, RecordSource source) {
    return InstanceCollectors.open(config, source);
  }

  @Override
  public List<CheckFinding> check(MysqlConfig config) {
    return InstanceCheck.of(config);
  }

  @Override
  public Optional<CounterReader> counters(MysqlConfig config) {
    return Optional.of(InstanceCollectors.counters(config));
  }
}
