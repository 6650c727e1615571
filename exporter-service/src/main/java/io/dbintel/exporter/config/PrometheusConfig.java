package io.dbintel.exporter.config;

import io.dbintel.exporter.sink.Signal;
import io.dbintel.runtime.config.Discriminator;
import io.dbintel.runtime.config.Setting;
import java.util.List;

/**
 * Where Prometheus scrapes the current values of the databases' metrics.
 *
 * @param filter which metrics it gets
 * @param bindAddress address to listen on
 * @param port TCP port; 0 picks a free one
 * @param maxSeries series kept; the points of further ones are counted and left out
 */
@Discriminator("prometheus")
public record PrometheusConfig(
    @Setting(description = "Which metrics it gets.") FilterConfig filter,
    @Setting(
            description =
                "Address to listen on: 127.0.0.1 for this host only, 0.0.0.0 for scrapes from other"
                    + " hosts.",
            defaultValue = "127.0.0.1")
        String bindAddress,
    @Setting(
            description = "TCP port; 0 picks a free one.",
            defaultValue = "9187",
            min = "0",
            max = "65535")
        int port,
    @Setting(description = "Series kept.", defaultValue = "100000", min = "1") int maxSeries)
    implements SinkConfig {

  /** Only metrics: an event has no Prometheus form. */
  @Override
  public List<Signal> signals() {
    return List.of(Signal.METRICS);
  }
}
