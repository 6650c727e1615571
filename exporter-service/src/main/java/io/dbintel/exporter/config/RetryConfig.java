package io.dbintel.exporter.config;

import io.dbintel.runtime.config.Setting;
import java.time.Duration;

/**
 * Waiting between attempts. Attempts go on for as long as the destination may recover: Kafka keeps
 * the records meanwhile.
 *
 * @param initialBackoff wait after the first failed attempt
 * @param maxBackoff longest wait between attempts
 * @param refusedBackoff wait after the destination refused the credentials
 */
public record RetryConfig(
    @Setting(description = "Wait after the first failed attempt.", defaultValue = "1s", min = "1ms")
        Duration initialBackoff,
    @Setting(description = "Longest wait between attempts.", defaultValue = "30s", min = "1ms")
        Duration maxBackoff,
    @Setting(
            description = "Wait after the destination refused the credentials.",
            defaultValue = "30s",
            min = "1ms")
        Duration refusedBackoff) {

  /**
   * @throws IllegalArgumentException when the longest wait is shorter than the first
   */
  public RetryConfig {
    if (maxBackoff.compareTo(initialBackoff) < 0) {
      throw new IllegalArgumentException(
          "maxBackoff at least initialBackoff, but they are "
              + maxBackoff
              + " and "
              + initialBackoff);
    }
  }
}
