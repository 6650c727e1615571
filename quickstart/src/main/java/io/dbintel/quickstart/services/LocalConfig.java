package io.dbintel.quickstart.services;

import io.dbintel.collector.system.InstanceConfig;
import io.dbintel.exporter.config.SinkConfig;
import io.dbintel.runtime.config.Setting;
import io.dbintel.streams.OperatorsConfig;
import io.dbintel.streams.admin.AdminConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the pipeline in one process watches, and where its results go. The parts are those of the
 * services' own configurations.
 *
 * @param dataDirectory the broker's log, the state stores and the spool; kept between runs
 * @param instances as in the configuration of the agent
 * @param operators as in the configuration of the processors
 * @param sinks as in the configuration of the exporter
 * @param admin as in the configuration of the processors
 */
public record LocalConfig(
    @Setting(
            description = "Folder of the broker's log, the state stores and the spool.",
            defaultValue = ".dbintel/local")
        Path dataDirectory,
    @Setting(description = "The database instances to watch.", required = true, min = "1")
        List<InstanceConfig> instances,
    @Setting(description = "What the operators decide by.") OperatorsConfig operators,
    @Setting(description = "Destinations of results by name.", required = true, min = "1")
        Map<String, SinkConfig> sinks,
    @Setting(description = "The admin API, which dbintel ctl uses.") AdminConfig admin) {

  /** Copies both collections. */
  public LocalConfig {
    instances = List.copyOf(instances);
    sinks = Map.copyOf(sinks);
  }

  /** Time between two ticks whose sessions become results. */
  public Duration sampleInterval() {
    return operators.sessions().sampleInterval();
  }
}
