package io.dbintel.collector.config;

import io.dbintel.collector.system.InstanceConfig;
import io.dbintel.runtime.config.HttpEndpointsConfig;
import io.dbintel.runtime.config.Setting;
import io.dbintel.schemas.InstanceId;
import io.dbintel.schemas.config.KafkaConfig;
import io.dbintel.schemas.config.SchemaRegistryConfig;
import io.dbintel.schemas.signing.SigningConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All settings of the agent.
 *
 * @param kafka the broker that raw records go to
 * @param schemaRegistry where record schemas get their ids; left out, the bundled registry serves
 * @param instances the databases this agent polls
 * @param spool where polls wait while the broker is away
 * @param localBreaker when an instance rests while the processors cannot be heard
 * @param signing keys with which raw records are signed
 * @param http health and metrics endpoints
 */
public record AgentConfig(
    @Setting(description = "The broker that raw records go to.", required = true) KafkaConfig kafka,
    @Setting(description = "Schema registry; without a url the bundled one serves.")
        SchemaRegistryConfig schemaRegistry,
    @Setting(description = "The database instances this agent polls.", required = true, min = "1")
        List<InstanceConfig> instances,
    @Setting(description = "Where polls wait while the broker is away.") SpoolConfig spool,
    @Setting(description = "When an instance rests while the processors cannot be heard.")
        LocalBreakerConfig localBreaker,
    @Setting(description = "Keys with which raw records are signed; none by default.")
        SigningConfig signing,
    @Setting(description = "Health and metrics endpoints.") HttpEndpointsConfig http) {

  /**
   * @throws IllegalArgumentException when two instances have the same id, one must sign and its
   *     tenant has no key, or a Kafka setting is wrong
   */
  public AgentConfig {
    if (kafka != null) {
      kafka.checkProperties();
    }
    instances = List.copyOf(instances);
    Set<String> ids = new HashSet<>();
    for (InstanceConfig instance : instances) {
      if (!ids.add(instance.id())) {
        throw new IllegalArgumentException(
            "instance id " + instance.id() + " is duplicated; give every instance its own");
      }
      String tenant = InstanceId.parse(instance.id()).tenant();
      if (signing != null && signing.required() && !signing.signs(tenant)) {
        throw new IllegalArgumentException(
            "a key of tenant " + tenant + " in signing.keys, for instance " + instance.id());
      }
    }
  }
}
