package io.dbintel.collector.config;

import io.dbintel.runtime.config.HttpEndpointsConfig;
import io.dbintel.runtime.config.Setting;
import io.dbintel.schemas.config.KafkaConfig;
import io.dbintel.schemas.config.SchemaRegistryConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything an agent is told.
 *
 * @param kafka the broker that raw records go to
 * @param schemaRegistry where record schemas get their ids; left out, the bundled registry serves
 * @param instances the databases this agent polls
 * @param spool where polls wait while the broker is away
 * @param http health and metrics endpoints
 */
public record AgentConfig(
    @Setting(description = "The broker that raw records go to.", required = true) KafkaConfig kafka,
    @Setting(description = "Schema registry; without a url the bundled one serves.")
        SchemaRegistryConfig schemaRegistry,
    @Setting(description = "The database instances this agent polls.", required = true, min = "1")
        List<InstanceConfig> instances,
    @Setting(description = "Where polls wait while the broker is away.") SpoolConfig spool,
    @Setting(description = "Health and metrics endpoints.") HttpEndpointsConfig http) {

  /**
   * @throws IllegalArgumentException when two instances have the same id
   */
  public AgentConfig {
    instances = List.copyOf(instances);
    Set<String> ids = new HashSet<>();
    for (InstanceConfig instance : instances) {
      if (!ids.add(instance.id())) {
        throw new IllegalArgumentException(
            "instance id " + instance.id() + " stands twice; every instance needs its own");
      }
    }
  }
}
