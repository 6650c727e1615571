package io.dbintel.collector.config;

import io.dbintel.runtime.config.Setting;
import java.time.Duration;
import java.util.List;

/**
 * Metrics of the server and its databases.
 *
 * @param enabled whether they are collected
 * @param interval time between polls
 * @param disabledGroups groups of the system's catalogue that are not read
 */
public record MetricsConfig(
    @Setting(description = "Whether it is collected.", defaultValue = "true") boolean enabled,
    @Setting(description = "Time between polls.", defaultValue = "10s", min = "1s", max = "1h")
        Duration interval,
    @Setting(
            description =
                "Groups of metrics that are not read, such as one that a server takes too long"
                    + " for.",
            defaultValue = "[]")
        List<String> disabledGroups) {

  public MetricsConfig {
    disabledGroups = List.copyOf(disabledGroups);
  }
}
