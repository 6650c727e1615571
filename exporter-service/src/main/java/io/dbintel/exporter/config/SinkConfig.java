package io.dbintel.exporter.config;

import io.dbintel.exporter.sink.Signal;
import io.dbintel.runtime.config.ByteSize;
import io.dbintel.runtime.config.Secret;
import io.dbintel.runtime.config.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One destination.
 *
 * @param type kind of destination
 * @param signals what it gets
 * @param preset for otlp: a backend known by name, instead of an endpoint
 * @param endpoint for otlp: base URL, to which /v1/logs and /v1/metrics are added
 * @param headers for otlp: request headers, for example api-key
 * @param identity how service.instance.id names a server
 * @param maxBatchBytes for otlp: most bytes of a request on the wire
 * @param maxInFlight requests under way at once
 * @param timeout limit of one request
 * @param retry waiting between attempts
 * @param ageWindow timestamps the destination takes
 * @param file for file: where and how much
 * @param prometheus for prometheus: where it is scraped
 */
public record SinkConfig(
    @Setting(description = "Kind of destination.", required = true) SinkType type,
    @Setting(description = "What it gets: logs, metrics.", defaultValue = "[logs, metrics]")
        List<Signal> signals,
    @Setting(
            description =
                "For otlp: newrelic_us, newrelic_eu or newrelic_fedramp instead of an endpoint.")
        EndpointPreset preset,
    @Setting(description = "For otlp: base URL; /v1/logs and /v1/metrics are added.") URI endpoint,
    @Setting(description = "For otlp: request headers, for example api-key.")
        Map<String, Secret> headers,
    @Setting(
            description = "How service.instance.id names a server: hostport or uuid5.",
            defaultValue = "hostport")
        ServiceIdentity identity,
    @Setting(
            description = "For otlp: most bytes of a request on the wire.",
            defaultValue = "900kB",
            min = "1kB",
            max = "64MiB")
        ByteSize maxBatchBytes,
    @Setting(description = "Requests under way at once.", defaultValue = "2", min = "1", max = "64")
        int maxInFlight,
    @Setting(description = "Limit of one request.", defaultValue = "10s", min = "10ms")
        Duration timeout,
    @Setting(description = "Waiting between attempts.") RetryConfig retry,
    @Setting(description = "Timestamps the destination takes.") AgeWindowConfig ageWindow,
    @Setting(description = "For file: where and how much.") FileConfig file,
    @Setting(description = "For prometheus: where it is scraped.") PrometheusConfig prometheus) {

  /**
   * Takes the preset's endpoint where there is one.
   *
   * @throws IllegalArgumentException when it is not clear where an OTLP destination is, or when
   *     there is no signal
   */
  public SinkConfig {
    headers = Map.copyOf(headers);
    signals = List.copyOf(signals);
    if (signals.isEmpty()) {
      throw new IllegalArgumentException("signals: expected logs, metrics or both");
    }
    if (type == SinkType.OTLP && (endpoint == null) == (preset == null)) {
      throw new IllegalArgumentException(
          "a destination of type otlp: expected either an endpoint, for example"
              + " https://collector.example:4318, or a preset, for example newrelic_eu");
    }
    endpoint = preset == null ? endpoint : preset.endpoint();
  }

  /**
   * Whether the event name is sent as attribute event.name, too: New Relic reads OTLP 1.4, which
   * has no field for it.
   */
  public boolean eventNameAttribute() {
    return preset != null;
  }
}
